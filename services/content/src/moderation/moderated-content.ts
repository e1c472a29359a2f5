import { appendEvent, type Clock, idPrefix, type ModeratedService, type ModerationStatus } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import { CommentStore } from '../comment/comment.store';
import { lockComment } from '../comment/lock-comment';
import { recordWithdrawal } from '../event/withdrawn-event';
import { Post } from '../post/post.entity';
import { PostStatus } from '../post/post.enums';
import { postEvent } from '../post/post-event';
import { statusOf } from '../post/post-status';

const lockPost = (tx: EntityManager, id: string): Promise<Post | null> =>
  tx.findOne(Post, { where: { id }, lock: { mode: 'for_no_key_update' } });

/** Locks a post, or a comment after its post, until the transaction ends. Null if it is gone. */
export const lockContent = async (tx: EntityManager, id: string): Promise<Post | Comment | null> => {
  if (idPrefix(id) === 'post') return lockPost(tx, id);
  const comment = await tx.findOneBy(Comment, { id });
  return comment && lockComment(tx, comment);
};

const moderatePost = async (tx: EntityManager, before: Post, moderation: ModerationStatus, clock: Clock) => {
  if (before.moderation === moderation) return;
  await tx.update(Post, { id: before.id }, { moderation });
  const after = tx.create(Post, { ...before, moderation });
  await recordWithdrawal(tx, before, after, clock);
  // What readers do not see before and after is no event to them.
  if (![statusOf(before), statusOf(after)].includes(PostStatus.PUBLISHED)) return;
  await appendEvent(tx, postEvent(statusOf(before), after), clock);
};

/** How posts and comments take part in moderation. */
export const moderatedContent: ModeratedService = {
  reported: 'ContentReported',
  decided: 'ContentDecided',
  prefixes: ['post', 'comment'],
  lock: async (tx, id) => (await lockContent(tx, id)) !== null,
  apply: async (tx, id, status, clock) => {
    const content = await lockContent(tx, id);
    if (content instanceof Comment) await new CommentStore(tx, clock).moderate(content, status);
    else if (content) await moderatePost(tx, content, status, clock);
  },
};
