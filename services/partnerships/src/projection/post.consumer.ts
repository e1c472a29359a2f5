import { defineConsumer } from '@wizness/kernel';
import { deletePostText } from '../privacy/delete-post-text';
import { deletePostAudience, registerPost } from './post.store';

/** Keeps a copy of each post's audience, and deletes the stored text of a post whose author took it with them. */
export const postConsumer = defineConsumer({
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { type, subject: id, payload }) => {
    if (type !== 'PostRemoved') return registerPost(tx, { id, audience: payload });
    await deletePostAudience(tx, id);
    if (payload.wordsDeleted) await deletePostText(tx, id);
  },
});
