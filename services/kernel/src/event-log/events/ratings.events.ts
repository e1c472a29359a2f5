import { z } from 'zod';
import type { EventDefinitions } from './definition';
import { decisionPayload, reportPayload } from './moderation-payloads';

const subjectId = z.string().describe('Id of what is rated: a post, an organisation, a programme or a partnership.');
const raterId = z.string().nullable().describe('Id of the member who rated; null if they were erased.');
const ofRating = { owner: 'ratings', version: 1, subject: 'Id of the rating.' };

export const ratingsEvents = {
  RatingGiven: {
    ...ofRating,
    meaning: 'A member rated something, for the first time or after they had taken their rating back.',
    payload: z.object({
      subjectId,
      raterId,
      subjectAuthorId: z
        .string()
        .nullable()
        .describe('Id of the member who wrote the post that is rated; null if none.'),
      visible: z.boolean().describe('Whether the rating is shown.'),
    }),
  },
  RatingChanged: {
    ...ofRating,
    meaning: 'A rating was changed by its author, or hidden, removed or shown again by a moderator.',
    payload: z.object({ subjectId, raterId, visible: z.boolean().describe('Whether the rating is shown now.') }),
  },
  RatingTakenBack: {
    ...ofRating,
    meaning: 'A rating was taken back, by its author or because its author works for the rated organisation.',
    payload: z.object({
      subjectId,
      raterId,
      cause: z
        .enum(['AUTHOR', 'AFFILIATION'])
        .describe('AUTHOR: its author took it back. AFFILIATION: it was confirmed that they work for what they rated.'),
    }),
  },
  RatingVoted: {
    ...ofRating,
    meaning: 'A member said whether a rating is helpful, or took that back.',
    payload: z.object({
      subjectId,
      raterId,
      voterId: z.string().describe('Id of the member who voted.'),
      helpful: z.boolean().nullable().describe('Whether they found it helpful; null if they took their vote back.'),
    }),
  },
  RatingReplied: {
    ...ofRating,
    meaning: 'A member of the rated organisation answered a rating, or changed the answer.',
    payload: z.object({
      subjectId,
      raterId,
      replierId: z.string().describe('Id of the member who answered.'),
      organisationId: z.string().describe('Id of the organisation for which they answered.'),
    }),
  },
  RatingReported: {
    ...ofRating,
    meaning: 'A member reported a rating to the moderators.',
    payload: reportPayload,
  },
  RatingDecided: { ...ofRating, meaning: 'A moderator decided about a rating.', payload: decisionPayload },
  RatingSummaryChanged: {
    owner: 'ratings',
    version: 1,
    meaning: 'The visible ratings of something changed. The numbers are those after the change, not the difference.',
    subject: 'Id of what is rated: a post, an organisation, a programme or a partnership.',
    payload: z.object({
      kind: z.string().describe('Kind of what is rated: a value of the enum RateableKind.'),
      count: z.int().min(0).describe('Number of visible ratings.'),
      sum: z.int().min(0).describe('Sum of their scores.'),
    }),
  },
} satisfies EventDefinitions;
