import { defineConsumer } from '@wizness/kernel';
import { kindsOfPosts } from '../subject/subject-type';
import { SubjectStore } from './subject.store';

/** Keeps a copy of each post's audience. Ignores kinds of posts that cannot be rated. */
export const postAudienceConsumer = defineConsumer({
  name: 'project-post-audiences',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { subject: id, payload }) => {
    const kind = kindsOfPosts(true).find((rateable) => rateable === payload.kind);
    if (kind) await new SubjectStore(tx).register({ id, kind, audience: payload });
  },
});
