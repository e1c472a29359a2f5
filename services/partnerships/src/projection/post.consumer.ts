import { defineConsumer, latestBy } from '@wizness/kernel';
import { deletePostText } from '../privacy/delete-post-text';
import { changePosts, deletePostAudiences, type RegisteredPost, registerPosts } from './post.store';

/** A post after the events of a batch: null if it is removed. */
interface PostChange {
  readonly id: string;
  readonly post: RegisteredPost | null;
}

/**
 * Stores the audience and topics of each post, and deletes our copy of its text when its author deletes it. Names that
 * become public or hidden with the post are logged again.
 */
export const postConsumer = defineConsumer({
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handleAll: async (tx, events, clock) => {
    const states = new Map<string, PostChange>();
    const deleted = new Set<string>();
    for (const { type, subject: id, payload } of events) {
      const before = states.get(id);
      const { kind: _kind, revision: _revision, topicSlugs: stated, ...audience } = payload;
      // An event that does not state the topics keeps them; a removal before it has deleted them.
      const topicSlugs = stated ?? (before?.post === null ? [] : before?.post?.topicSlugs);
      const post = { id, audience, ...(topicSlugs && { topicSlugs }) };
      states.set(id, { id, post: type === 'PostRemoved' ? null : post });
      if (type === 'PostRemoved' && payload.wordsDeleted) deleted.add(id);
    }
    const changes = latestBy([...states.values()], ({ id }) => id);
    const registered = changes.flatMap(({ post }) => post ?? []);
    const removed = changes.filter(({ post }) => post === null).map(({ id }) => id);
    await changePosts(
      tx,
      clock,
      changes.map(({ id }) => id),
      async () => {
        await registerPosts(tx, registered);
        await deletePostAudiences(tx, removed);
        for (const id of deleted) await deletePostText(tx, id);
      },
    );
  },
});
