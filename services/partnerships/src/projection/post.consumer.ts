import { defineConsumer } from '@wizness/kernel';
import { deletePostText } from '../privacy/delete-post-text';
import { deletePostAudience, registerPost } from './post.store';

/** Stores the audience and topics of each post, and deletes our copy of its text when its author deletes it. */
export const postConsumer = defineConsumer({
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { type, subject: id, payload }, clock) => {
    if (type !== 'PostRemoved') {
      const { kind: _kind, revision: _revision, topicSlugs, ...audience } = payload;
      return registerPost(tx, { id, audience, topicSlugs });
    }
    await deletePostAudience(tx, id);
    if (payload.wordsDeleted) await deletePostText(tx, clock, id);
  },
});
