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
import { PostStatus } from '../post/post.enums';
import { NEWEST_FIRST } from '../post/post-order';
import { onlyVisible } from '../post/post.visibility';

/** Ids of posts by, for, about or under what the member follows. A member who is only mentioned does not bring a post. */
const OF_THE_FOLLOWED = `(
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

export class FeedLoader {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
  ) {}

  /**
   * Published posts that who is asking may see, the newest first, those of what they follow before all others: for who
   * may not read whom the member follows, the order would tell it. Throws INVALID_CURSOR for a foreign cursor.
   */
  async list(args: ForwardPageArguments): Promise<Connection<Post>> {
    const query = onlyVisible(this.db.createQueryBuilder(Post, 'post'), this.identity).andWhere(
      'post.status = :published',
      { published: PostStatus.PUBLISHED },
    );
    const followerId = isAllowed(this.identity, 'READ_PROFILE') ? this.identity.memberId : null;
    if (followerId === null) return fetchPage(query, NEWEST_FIRST, readPage(args, NEWEST_FIRST));
    query.leftJoin(OF_THE_FOLLOWED, 'followed', 'followed.id = post.id', { followerId });
    return fetchPage(query, FOLLOWED_FIRST, readPage(args, FOLLOWED_FIRST));
  }
}
