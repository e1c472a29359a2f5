import type { Audience, EventConsumer } from '@wizness/kernel';
import { forgetPost, registerPost } from './post.service';

const REMOVED = 'PostRemoved';

/** Keeps who may see each post at what content tells. */
export const followPosts: EventConsumer = {
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', REMOVED],
  handle: (tx, { type, subject: id, payload }) =>
    type === REMOVED ? forgetPost(tx, id) : registerPost(tx, { id, audience: payload as unknown as Audience }),
};
