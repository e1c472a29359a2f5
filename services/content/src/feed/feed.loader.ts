import {
  type Connection,
  fetchPage,
  type ForwardPageArguments,
  type Identity,
  isAllowed,
  type Order,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { NEWEST_FIRST } from '../post/post-order';
import { onlyVisible, published } from '../post/post.visibility';

/**
 * Ids of posts by followed members, for or about followed organisations, and with followed topics. A mention of a followed
 * member does not count.
 */
const FOLLOWED_POSTS = `(
  WITH followed AS (SELECT target_id FROM follows WHERE member_id = :followerId)
  SELECT id FROM posts JOIN followed ON target_id = author_id
  UNION SELECT id FROM posts JOIN followed ON target_id = written_for_id
  UNION SELECT post_id FROM mentions JOIN followed USING (target_id) WHERE target_id LIKE 'org\\_%'
  UNION SELECT post_id FROM taggings JOIN followed ON target_id = topic_id
)`;

const FOLLOWED_FIRST: Order = {
  name: 'posts of the followed first',
  direction: 'DESC',
  keys: [{ sql: 'CASE WHEN followed.id IS NULL THEN 0 ELSE 1 END', type: 'integer' }, ...NEWEST_FIRST.keys],
};

export const createFeedLoaders = (db: EntityManager, identity: Identity) => ({
  /**
   * Published posts that the caller may see, newest first, with those that they follow before all others. A caller who may
   * not read the member's follows gets the posts in plain order, because the order would reveal the follows. Throws
   * INVALID_CURSOR for a cursor of another list.
   */
  feed: async (args: ForwardPageArguments): Promise<Connection<Post>> => {
    const query = onlyVisible(db.createQueryBuilder(Post, 'post'), identity).andWhere(published('post'));
    const followerId = isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;
    if (followerId === null) return fetchPage(query, NEWEST_FIRST, readPage(args, NEWEST_FIRST));
    query.leftJoin(FOLLOWED_POSTS, 'followed', 'followed.id = post.id', { followerId });
    return fetchPage(query, FOLLOWED_FIRST, readPage(args, FOLLOWED_FIRST));
  },
});
