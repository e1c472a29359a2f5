import { appendEvents, type Clock, ErasureMode, erasureConsumer } from '@wizness/kernel';
import { type EntityManager } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import { Follow } from '../projection/follow.entity';
import { Mention } from '../mention/mention.entity';
import { Post } from '../post/post.entity';
import { erasedPostEvent, postEvent } from '../post/post-event';
import { PostRevision } from '../post/post-revision.entity';
import { deleteComments, deletePosts, deleteReasons } from './delete-content';

/** What is told of each post, in a state that it keeps until the transaction ends. */
const holdPostsBy = (tx: EntityManager, authorId: string): Promise<Post[]> =>
  tx.find(Post, {
    select: {
      id: true,
      kind: true,
      revision: true,
      status: true,
      visibility: true,
      authorId: true,
      writtenForId: true,
    },
    where: { authorId },
    order: { id: 'ASC' },
    lock: { mode: 'for_no_key_update' },
  });

/** Takes the member's id out of every row. What others wrote about them stays, as words alone. */
const forget = async (tx: EntityManager, memberId: string): Promise<void> => {
  await tx.update(Post, { authorId: memberId }, { authorId: null, byline: null });
  await tx.update(Comment, { authorId: memberId }, { authorId: null });
  await tx.update(PostRevision, { editorId: memberId }, { editorId: null });
  await tx.delete(Mention, { targetId: memberId });
  await tx.delete(Follow, [{ memberId }, { targetId: memberId }]);
};

/** Lets a member go, with or without what they wrote: as many statements, however much that is. */
const eraseMember = async (
  tx: EntityManager,
  { memberId, mode }: { readonly memberId: string; readonly mode: ErasureMode },
  clock: Clock,
): Promise<void> => {
  const posts = await holdPostsBy(tx, memberId);
  const deletes = mode === ErasureMode.DELETE_CONTENT;
  if (deletes) {
    await deleteComments(tx, memberId);
    await deleteReasons(tx, memberId);
    await deletePosts(
      tx,
      posts.map(({ id }) => id),
      clock.now(),
    );
  }
  await forget(tx, memberId);
  const events = posts.map((post) =>
    deletes ? erasedPostEvent(post) : postEvent(post.status, { ...post, authorId: null }),
  );
  await appendEvents(tx, events, clock);
};

/** Reaches what a member left here, once they have left. */
export const eraseMembers = erasureConsumer('membership', eraseMember);
