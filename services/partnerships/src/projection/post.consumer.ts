import { type EventConsumer, readAudience } from '@wizness/kernel';
import { deletePostText } from '../privacy/delete-post-text';
import { deletePostAudience, registerPost } from './post.store';

const REMOVED = 'PostRemoved';

/** Keeps who may see each post at what content tells, and lets its words go where its author has taken them along. */
export const postConsumer: EventConsumer = {
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', REMOVED],
  handle: async (tx, { type, subject: id, payload }) => {
    if (type !== REMOVED) return registerPost(tx, { id, audience: readAudience(payload) });
    await deletePostAudience(tx, id);
    if (payload['wordsDeleted'] === true) await deletePostText(tx, id);
  },
};
