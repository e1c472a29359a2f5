import { anonymous, type Audience, type EventConsumer, type Visibility } from '@wizness/kernel';
import { RateableKind } from './rateable-kind';
import { SubjectService } from './subject.service';

const POST_KINDS = [
  RateableKind.ARTICLE,
  RateableKind.NEWS,
  RateableKind.EVENT,
  RateableKind.GOOD_PRACTICE,
  RateableKind.CHALLENGE,
];

const idIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Read so that what is missing or unheard of opens the post to nobody. */
const audienceIn = (payload: Readonly<Record<string, unknown>>): Audience => ({
  published: payload['published'] === true,
  visibility: String(payload['visibility']) as Visibility,
  authorId: idIn(payload['authorId']),
  organisationId: idIn(payload['organisationId']),
});

/** Keeps beside each post's id who may see it, as content tells. A kind of post that can not be rated is passed by. */
export const postAudiences: EventConsumer = {
  name: 'project-post-audiences',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { subject: id, payload }) => {
    const kind = POST_KINDS.find((known) => known === payload['kind']);
    if (kind) await new SubjectService(tx, anonymous).register({ id, kind, audience: audienceIn(payload) });
  },
};
