import { anonymous, defineConsumer } from '@wizness/kernel';
import { RateableKind } from '../subject/subject.enums';
import { SubjectService } from './subject.store';

const POST_KINDS = [
  RateableKind.ARTICLE,
  RateableKind.NEWS,
  RateableKind.EVENT,
  RateableKind.GOOD_PRACTICE,
  RateableKind.CHALLENGE,
];

/** Keeps a copy of each post's audience. Ignores kinds of posts that cannot be rated. */
export const postAudiences = defineConsumer({
  name: 'project-post-audiences',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { subject: id, payload }) => {
    const kind = POST_KINDS.find((rateable) => rateable === payload.kind);
    if (kind) await new SubjectService(tx, anonymous).register({ id, kind, audience: payload });
  },
});
