import { z } from 'zod';
import { ErasureMode } from '../../privacy/erasure-mode';
import type { EventDefinitions } from './definition';

const follow = {
  owner: 'membership',
  version: 1,
  subject: 'Id of the member who follows.',
  payload: z.object({ targetId: z.string().describe('Id of the member, topic or organisation that is followed.') }),
};

const affiliation = {
  owner: 'membership',
  version: 1,
  subject: 'Id of the member.',
  payload: z.object({ organisationId: z.string().describe('Id of the organisation that the member works for.') }),
};

export const membershipEvents = {
  MemberFollowed: { ...follow, meaning: 'A member started to follow something.' },
  MemberUnfollowed: { ...follow, meaning: 'A member stopped following something.' },
  AffiliationVerified: { ...affiliation, meaning: 'It was verified that a member works for an organisation.' },
  AffiliationEnded: {
    ...affiliation,
    meaning: 'A verified affiliation ended, or is no longer verified. An erasure has no such event.',
  },
  AccessChanged: {
    owner: 'membership',
    version: 1,
    meaning:
      'A session of a member ended, an API key was revoked, or their roles or a suspension changed: whoever serves the member for longer than a request checks the credential again.',
    subject: 'Id of the member.',
    payload: z.object({}),
  },
  MemberNamed: {
    owner: 'membership',
    version: 1,
    meaning: 'A member joined, or has another display name: texts can mention the member by handle.',
    subject: 'Id of the member.',
    payload: z.object({
      handle: z.string().nullable().describe('Handle of the member. Null once the account was erased.'),
      name: z
        .string()
        .nullable()
        .describe('Display name of the member now, also in older events. Null once the account was erased.'),
    }),
  },
  NotificationChanged: {
    owner: 'membership',
    version: 1,
    meaning: 'A notification of a member is new, or has more news.',
    subject: 'Id of the notification.',
    payload: z.object({ memberId: z.string().describe('Id of the member who is notified.') }),
  },
  MeasureLifted: {
    owner: 'membership',
    version: 1,
    meaning: 'A moderation decision was overturned: the service of the thing lifts the measure of this case.',
    subject: 'Id of the post, comment or rating.',
    payload: z.object({ caseId: z.string().describe('Id of the case.') }),
  },
  MemberErased: {
    owner: 'membership',
    version: 1,
    meaning: 'An account was erased: every service removes the id of the member.',
    subject: 'Id of the member.',
    payload: z.object({ mode: z.enum(ErasureMode).describe('What happens to the content that the member wrote.') }),
  },
} satisfies EventDefinitions;
