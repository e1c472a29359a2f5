import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { Comment } from './comment.entity';

/** Locks a post until the transaction ends, so that the counts of its threads change one after the other. */
export const lockPost = async (tx: EntityManager, id: string): Promise<void> => {
  await tx.findOneOrFail(Post, { select: { id: true }, where: { id }, lock: { mode: 'for_no_key_update' } });
};

/** Locks a comment after its post, so that counts and checks hold until the transaction ends. */
export const lockComment = async (tx: EntityManager, { id, postId }: Comment): Promise<Comment> => {
  await lockPost(tx, postId);
  return tx.findOneOrFail(Comment, { where: { id }, lock: { mode: 'for_no_key_update' } });
};
