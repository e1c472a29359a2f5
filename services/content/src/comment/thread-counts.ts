import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import type { Comment } from './comment.entity';

/** The comment with the id $1 is not counted itself. Threads are at most ten deep. */
const COUNT_IN_THREAD = `
  WITH RECURSIVE above (id) AS (
    SELECT parent_id FROM comments WHERE id = $1
    UNION ALL
    SELECT comments.parent_id FROM above JOIN comments ON comments.id = above.id
  )
  UPDATE comments SET descendant_count = descendant_count + $2 FROM above WHERE comments.id = above.id`;

/**
 * Counts a comment that is shown from now on (1), or no longer (-1), in its post and in the comments above it. The post is
 * locked first and until the transaction ends, so that the counts of one thread change one after the other.
 */
export const countComment = async (
  tx: EntityManager,
  { id, postId, parentId }: Pick<Comment, 'id' | 'postId' | 'parentId'>,
  change: 1 | -1,
): Promise<void> => {
  await tx.increment(Post, { id: postId }, 'commentCount', change);
  if (parentId !== null) await tx.query(COUNT_IN_THREAD, [id, change]);
};
