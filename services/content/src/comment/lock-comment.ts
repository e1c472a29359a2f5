import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { Comment } from './comment.entity';

/** Locks a comment after its post, so that counts and checks hold until the transaction ends. */
export const lockComment = async (tx: EntityManager, { id, postId }: Comment): Promise<Comment> => {
  await tx.findOneOrFail(Post, { select: { id: true }, where: { id: postId }, lock: { mode: 'for_no_key_update' } });
  return tx.findOneOrFail(Comment, { where: { id }, lock: { mode: 'for_no_key_update' } });
};
