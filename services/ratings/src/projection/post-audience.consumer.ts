import { anonymous, type EventConsumer, readAudience } from '@wizness/kernel';
import { RateableKind } from '../subject/rateable-kind';
import { SubjectService } from './subject.store';

const POST_KINDS = [
  RateableKind.ARTICLE,
  RateableKind.NEWS,
  RateableKind.EVENT,
  RateableKind.GOOD_PRACTICE,
  RateableKind.CHALLENGE,
];

/** Keeps beside each post's id who may see it, as content tells. A kind of post that can not be rated is passed by. */
export const postAudiences: EventConsumer = {
  name: 'project-post-audiences',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { subject: id, payload }) => {
    const kind = POST_KINDS.find((known) => known === payload['kind']);
    if (kind) await new SubjectService(tx, anonymous).register({ id, kind, audience: readAudience(payload) });
  },
};
