import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Post } from '../post/post.entity';
import { PostKind, PostStatus } from '../post/post.enums';
import { statusOf } from '../post/post-status';

const RAISE = `
  UPDATE event_details SET sequence = sequence + 1 WHERE id = $1 RETURNING sequence, cancelled_at IS NOT NULL AS cancelled`;

/**
 * Records that an event was withdrawn, hidden or removed, or is shown again: calendars show it as cancelled, and members who
 * answered it have to know. Nothing else of a post, and no first publication, is recorded. The caller has locked the post.
 */
export const recordWithdrawal = async (tx: EntityManager, before: Post, after: Post, clock: Clock): Promise<void> => {
  if (before.kind !== PostKind.EVENT || before.publishedAt === null) return;
  const isShown = (post: Post): boolean => statusOf(post) === PostStatus.PUBLISHED;
  if (isShown(before) === isShown(after)) return;
  const [rows] = await tx.query<[{ sequence: number; cancelled: boolean }[], number]>(RAISE, [before.id]);
  const [row] = rows;
  if (!row) return;
  const payload = { ...row, withdrawn: !isShown(after) };
  await appendEvent(tx, { type: 'EventMoved', subject: before.id, payload }, clock);
};
