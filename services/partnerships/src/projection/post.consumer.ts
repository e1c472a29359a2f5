import { defineConsumer } from '@wizness/kernel';
import { deletePostText } from '../privacy/delete-post-text';
import { lockPost } from '../subject/registration-lock';
import { withNamesOfPostLogged } from '../subject/subject-named';
import { deletePostAudience, registerPost } from './post.store';

/**
 * Stores the audience and topics of each post, and deletes our copy of its text when its author deletes it. Names that
 * become public or hidden with the post are logged again.
 */
export const postConsumer = defineConsumer({
  name: 'follow-posts',
  source: 'content',
  types: ['PostDrafted', 'PostPublished', 'PostUpdated', 'PostUnpublished', 'PostRemoved'],
  handle: async (tx, { type, subject: id, payload }, clock) => {
    if (type !== 'PostRemoved') {
      const { kind: _kind, revision: _revision, topicSlugs, ...audience } = payload;
      return registerPost(tx, clock, { id, audience, topicSlugs });
    }
    await lockPost(tx, id);
    await withNamesOfPostLogged(tx, clock, id, async () => {
      await deletePostAudience(tx, id);
      if (payload.wordsDeleted) await deletePostText(tx, id);
    });
  },
});
