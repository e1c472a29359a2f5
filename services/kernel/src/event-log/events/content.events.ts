import { z } from 'zod';
import { Visibility } from '../../access/audience';
import type { EventDefinitions } from './definition';
import { decisionPayload, reportPayload } from './moderation-payloads';

const post = z.object({
  kind: z
    .string()
    .min(1)
    .describe('Kind of the post: a value of the enum PostKind. Kinds are added over time: ignore one you do not know.'),
  revision: z.int().min(1).describe('Number of the current revision of the post. The first is 1.'),
  published: z.boolean().describe('Whether the post is published. The author and editors can read it in any case.'),
  visibility: z.enum(Visibility).describe('Who can read the post while it is published.'),
  authorId: z
    .string()
    .nullable()
    .describe('Id of the member who wrote it; null if it has no author or they were erased.'),
  organisationId: z
    .string()
    .nullable()
    .describe(
      'Id of the organisation that the post is written for; null if none. Its members read ORGANISATION posts.',
    ),
  topicSlugs: z
    .array(z.string())
    .optional()
    .describe('Slugs of its topics, in order. Absent in events from before this field existed: not known.'),
  mentionedMemberIds: z
    .array(z.string())
    .optional()
    .describe('Ids of the members whom its text mentions, the first 10. Absent if there are none.'),
});

const postEvent = { owner: 'content', version: 3, subject: 'Id of the post.', payload: post };

const comment = z.object({
  postId: z.string().describe('Id of the post.'),
  parentId: z.string().nullable().describe('Id of the comment that it answers; null if it answers the post.'),
  authorId: z.string().nullable().describe('Id of the member who wrote it; null if they were erased.'),
  mentionedMemberIds: z
    .array(z.string())
    .optional()
    .describe('Ids of the members whom its text mentions, the first 10. Absent if there are none.'),
});

const commentEvent = { owner: 'content', version: 2, subject: 'Id of the comment.' };

export const contentEvents = {
  PostDrafted: { ...postEvent, meaning: 'A post was created or changed without being published.' },
  PostPublished: { ...postEvent, meaning: 'A post was published.' },
  PostUpdated: { ...postEvent, meaning: 'A published post was changed, or its author was erased.' },
  PostUnpublished: { ...postEvent, meaning: 'A published post was withdrawn.' },
  PostRemoved: {
    ...postEvent,
    version: 4,
    meaning: 'A post was removed.',
    payload: post.extend({
      wasPublished: z
        .boolean()
        .optional()
        .describe(
          'False for a post that was not published, nor withdrawn, before: readers never knew of it. Absent in events from before this field existed.',
        ),
      wordsDeleted: z
        .boolean()
        .optional()
        .describe('True if the text was deleted with the account of its author: delete every copy. Otherwise absent.'),
    }),
  },
  CommentAdded: {
    ...commentEvent,
    meaning: 'A member commented on a post or answered a comment.',
    payload: comment.extend({
      postAuthorId: z.string().nullable().describe('Id of the member who wrote the post; null if none did.'),
      parentAuthorId: z
        .string()
        .nullable()
        .describe('Id of the member who wrote the comment that it answers; null if it answers the post, or if erased.'),
    }),
  },
  CommentChanged: {
    ...commentEvent,
    meaning: 'A comment was changed or deleted by its author, or hidden, removed or shown again by a moderator.',
    payload: comment.extend({ visible: z.boolean().describe('Whether its text is shown now.') }),
  },
  ContentReported: {
    owner: 'content',
    version: 1,
    meaning: 'A member reported a post or comment to the moderators.',
    subject: 'Id of the post or comment.',
    payload: reportPayload,
  },
  ContentDecided: {
    owner: 'content',
    version: 1,
    meaning: 'A moderator decided about a post or comment.',
    subject: 'Id of the post or comment.',
    payload: decisionPayload,
  },
  EventAnswered: {
    owner: 'content',
    version: 1,
    meaning: 'A member answered an event, or got a place that became free.',
    subject: 'Id of the post of the event.',
    payload: z.object({
      memberId: z.string().describe('Id of the member.'),
      status: z
        .enum(['GOING', 'WAITING', 'DECLINED'])
        .describe('The answer now: has a place, waits for one, or does not come.'),
      cause: z
        .enum(['MEMBER', 'PLACE_FREE'])
        .describe('MEMBER: they answered. PLACE_FREE: they waited and got a place.'),
    }),
  },
  WebhookDisabled: {
    owner: 'content',
    version: 1,
    meaning: 'The graph stopped sending to a webhook endpoint: its owner has to know.',
    subject: 'Id of the webhook.',
    payload: z.object({
      memberId: z.string().describe('Id of the owner.'),
      reason: z
        .enum(['GONE', 'EXHAUSTED', 'INVALID', 'EXPIRED'])
        .describe(
          'GONE: it answered 410. EXHAUSTED: the last attempt of a delivery failed, and nothing arrived since the first. INVALID: its filter or selection does not match the schema any more. EXPIRED: entries were deleted before they could be sent.',
        ),
    }),
  },
  EventMoved: {
    owner: 'content',
    version: 2,
    meaning:
      'The time, place or status of an event changed, or it was withdrawn: members who answered it have to know.',
    subject: 'Id of the post of the event.',
    payload: z.object({
      sequence: z.int().min(1).describe('How often this has happened to the event, as calendars count it.'),
      cancelled: z.boolean().describe('Whether the event is cancelled now.'),
      withdrawn: z
        .boolean()
        .optional()
        .describe(
          'Whether its post was withdrawn, hidden or removed. Absent in events from before this field existed.',
        ),
    }),
  },
  EventStartsSoon: {
    owner: 'content',
    version: 1,
    meaning: 'An event starts within 24 hours: members who answered it are reminded.',
    subject: 'Id of the post of the event.',
    payload: z.object({ startsAt: z.iso.datetime().describe('When it starts: RFC 3339, UTC.') }),
  },
  ContributionAdded: {
    owner: 'content',
    version: 1,
    meaning: 'A post was added to the answers to a challenge.',
    subject: 'Id of the contribution.',
    payload: z.object({
      challengeId: z.string().describe('Id of the post of the challenge.'),
      postId: z.string().describe('Id of the post that answers it.'),
      memberId: z.string().nullable().describe('Id of the member who added it; null if none did.'),
      challengeAuthorId: z.string().nullable().describe('Id of the author of the challenge; null if none.'),
    }),
  },
  ContributionRemoved: {
    owner: 'content',
    version: 1,
    meaning: 'A post was taken back from the answers to a challenge, or rejected. The post itself stays.',
    subject: 'Id of the contribution.',
    payload: z.object({
      challengeId: z.string().describe('Id of the post of the challenge.'),
      postId: z.string().describe('Id of the post that answered it.'),
    }),
  },
  TopicDefined: {
    owner: 'content',
    version: 2,
    meaning: 'A topic was created.',
    subject: 'Id of the topic.',
    payload: z.object({
      slug: z
        .string()
        .optional()
        .describe('Permanent slug of the topic. Absent in events from before this field existed.'),
    }),
  },
} satisfies EventDefinitions;
