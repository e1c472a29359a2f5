import {
  type Connection,
  fetchPage,
  type ForwardPageArguments,
  type Identity,
  isAllowed,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { NEWEST_FIRST } from '../post/post-order';
import { FOLLOWED_FIRST, idsOnFeedPage } from './feed-page';
import { onlyVisible, published } from '../post/post.visibility';

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
    const page = readPage(args, FOLLOWED_FIRST);
    const ids = idsOnFeedPage(identity, page, followerId);
    const onPage = db.createQueryBuilder(Post, 'post').where(`post.id IN (${ids.sql})`, ids.parameters);
    // The number of posts does not depend on the follows.
    const count = async () => (await fetchPage(query, NEWEST_FIRST, readPage({ first: 0 }, NEWEST_FIRST))).totalCount;
    return (await fetchPage(onPage, FOLLOWED_FIRST, page)).withCount(count);
  },
});
