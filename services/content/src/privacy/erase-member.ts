import { appendEvents, type Clock, ErasureMode, erasureConsumer, IdempotencyKey, Report } from '@wizness/kernel';
import { type EntityManager } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import { deleteRsvps } from '../event/delete-rsvps';
import { Attachment } from '../file/attachment.entity';
import { Avatar } from '../file/avatar.entity';
import { Upload } from '../file/upload.entity';
import { Follow } from '../projection/follow.entity';
import { eraseHandle } from '../mention/erase-handle';
import { Webhook } from '../webhook/webhook.entity';
import { Mention } from '../mention/mention.entity';
import { Post } from '../post/post.entity';
import { erasedPostEvent, postEvent } from '../post/post-event';
import { PostRevision } from '../post/post-revision.entity';
import { deleteComments, deletePosts, deleteReactions, deleteReasons } from './delete-content';

/** Locks the author's posts until the transaction ends, and returns what their events need. */
const lockPostsBy = (tx: EntityManager, authorId: string): Promise<Post[]> =>
  tx.find(Post, {
    select: {
      id: true,
      kind: true,
      revision: true,
      state: true,
      moderation: true,
      visibility: true,
      authorId: true,
      writtenForId: true,
    },
    where: { authorId },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });

/** A post that the member scheduled becomes a draft: nobody answers for it any more. */
const UNSCHEDULE =
  "UPDATE posts SET state = 'DRAFT', scheduled_for = NULL WHERE author_id = $1 AND state = 'SCHEDULED'";

/** Removes the member's id from every row. Texts by others about the member stay. */
const removeMemberId = async (tx: EntityManager, memberId: string): Promise<void> => {
  await tx.query(UNSCHEDULE, [memberId]);
  await tx.update(Post, { authorId: memberId }, { authorId: null, byline: null });
  await tx.update(Comment, { authorId: memberId }, { authorId: null });
  await tx.update(PostRevision, { editorId: memberId }, { editorId: null });
  await tx.delete(Mention, { targetId: memberId });
  await tx.delete(Upload, { memberId });
  // The bytes of a picture follow as those of other files.
  await tx.delete(Avatar, { memberId });
  await tx.update(Attachment, { memberId }, { memberId: null });
  await tx.delete(Webhook, { memberId });
  await tx.delete(IdempotencyKey, { memberId });
  await tx.delete(Report, { memberId });
  await tx.delete(Follow, [{ memberId }, { targetId: memberId }]);
};

/** Erases a member, with or without what they wrote. The number of statements does not depend on how much that is. */
const eraseMember = async (
  tx: EntityManager,
  { memberId, mode }: { readonly memberId: string; readonly mode: ErasureMode },
  clock: Clock,
): Promise<void> => {
  const posts = await lockPostsBy(tx, memberId);
  const deletes = mode === ErasureMode.DELETE_CONTENT;
  await deleteRsvps(tx, clock, memberId);
  await deleteReactions(tx, memberId);
  if (deletes) {
    await deleteComments(tx, memberId);
    await deleteReasons(tx, memberId);
    // The bytes follow within two hours (delete-orphans.job.ts); without a row no address leads to them.
    await tx.delete(Attachment, { memberId });
    await deletePosts(
      tx,
      posts.map(({ id }) => id),
      clock.now(),
    );
  }
  await removeMemberId(tx, memberId);
  await eraseHandle(tx, memberId);
  const events = posts.map((post) =>
    deletes ? erasedPostEvent(post) : postEvent(post.status, { ...post, authorId: null }),
  );
  await appendEvents(tx, events, clock);
};

/** Erases content's data about members that membership has erased. */
export const memberErasureConsumer = erasureConsumer('membership', eraseMember);
