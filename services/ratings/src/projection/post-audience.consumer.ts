import { defineConsumer, latestBy } from '@wizness/kernel';
import { kindsOfPosts } from '../subject/subject-type';
import type { RateableKind } from '../subject/subject.enums';
import { SubjectStore } from './subject.store';

/** Keeps a copy of each post's audience. Ignores kinds of posts that cannot be rated. */
export const postAudienceConsumer = defineConsumer({
  name: 'project-post-audiences',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handleAll: async (tx, events) => {
    const kinds = new Map(kindsOfPosts(true).map((kind): [string, RateableKind] => [kind, kind]));
    const posts = events.flatMap(({ subject: id, payload }) => {
      const kind = kinds.get(payload.kind);
      return kind ? [{ id, kind, audience: payload }] : [];
    });
    await new SubjectStore(tx).registerAll(latestBy(posts, ({ id }) => id));
  },
});
