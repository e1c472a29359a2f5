import {
  byKey,
  type Connection,
  fetchPage,
  findByArgument,
  groupedByKey,
  type Identity,
  loaderPerArguments,
  type MergeLoaders,
  readPage,
  rowsByKey,
  Visibility,
} from '@wizness/kernel';
import { type EntityManager, In, IsNull, Not, type SelectQueryBuilder } from 'typeorm';
import { Mention } from '../mention/mention.entity';
import { inOrderOfLinks, linkedPosts, postsByAuthor } from './linked-posts';
import type { LinkedPostsArguments, PostsArguments } from './post.arguments';
import { Post } from './post.entity';
import { PostState } from './post.enums';
import { withSearched } from '../search/highlight.loader';
import { linkOf, readPostList } from './post-list';
import { isByDate, isByRelevance, NEWEST_FIRST, RANKED_MATCHES } from './post-order';
import { onlyVisible, visibleIn } from './post.visibility';
import { findRelated } from './related-posts';

/** Every read of posts. Only visible posts are returned. */
export const createPostLoaders = (db: EntityManager, identity: Identity, merges: MergeLoaders) => {
  const visiblePosts = () => onlyVisible(db.createQueryBuilder(Post, 'post'), identity);
  const visible = { table: 'post', ...visibleIn('post', identity) };
  const postById = byKey(rowsByKey(db, Post, 'id', { where: visible }), (post) => post.id);
  const postBySlug = byKey(rowsByKey(db, Post, 'slug', { where: visible }), (post) => post.slug);
  /** The newest of the posts that match, which alone are ranked. */
  const rankedMatches = (matches: SelectQueryBuilder<Post>): SelectQueryBuilder<Post> => {
    const latest = matches.select('post.id', 'id').limit(RANKED_MATCHES);
    for (const { sql } of NEWEST_FIRST.keys) latest.addOrderBy(`(${sql})`, NEWEST_FIRST.direction);
    const ranked = db.createQueryBuilder(Post, 'post').where(`post.id IN (${latest.getQuery()})`);
    return ranked.setParameters(latest.getParameters());
  };
  const pageOf = async ({ filter, orderBy, ...args }: PostsArguments): Promise<Connection<Post>> => {
    const list = readPostList({ filter, orderBy });
    const page = readPage(args, list.order);
    await list.checkNames(db);
    if (isByRelevance(list.order)) return fetchPage(rankedMatches(list.restrict(visiblePosts())), list.order, page);
    const link = linkOf(filter);
    const isMerged = link?.target != null && (await merges.idsOfSubject(link.target)).length > 1;
    const hasWords = filter?.text != null;
    if (!link || isMerged || !isByDate(list.order)) {
      return fetchPage(list.restrict(visiblePosts()), list.order, page, { hasWords });
    }
    const query = visiblePosts().innerJoin(link.rows, 'link', `link.postId = post.id AND ${link.sql}`, link.parameters);
    return fetchPage(readPostList({ filter: link.rest, orderBy }).restrict(query), inOrderOfLinks(list.order), page);
  };
  return {
    postById,
    postBySlug,
    findPost: (args: { id?: string | null; slug?: string | null }): Promise<Post | null> =>
      findByArgument<Post>('post', args, {
        id: (id) => postById.load(id),
        slug: (slug) => postBySlug.load(slug),
      }),
    /** Throws BAD_USER_INPUT for an invalid filter or order, INVALID_CURSOR for a cursor of another list. */
    posts: async (args: PostsArguments): Promise<Connection<Post>> =>
      withSearched(await pageOf(args), args.filter?.text),
    /** Whether a public post with this slug has been withdrawn or removed. */
    wasPublic: (slug: string): Promise<boolean> =>
      db.existsBy(Post, {
        slug,
        state: In([PostState.UNPUBLISHED, PostState.DELETED]),
        visibility: Visibility.PUBLIC,
        publishedAt: Not(IsNull()),
      }),
    postsByAuthor: loaderPerArguments((args: LinkedPostsArguments) => postsByAuthor(db, identity, args)),
    /** Posts that mention a target, each once however often it does. */
    postsAbout: loaderPerArguments((args: LinkedPostsArguments) =>
      linkedPosts(
        db,
        identity,
        { rows: Mention, postId: 'postId', parent: 'targetId', where: 'link.occurrence = 1', isDated: true, merges },
        args,
      ),
    ),
    /** Candidates for the posts that are related to each. */
    relatedToPost: groupedByKey(
      (ids: readonly string[]) => findRelated(db, identity, ids),
      ({ sourceId }) => sourceId,
    ),
  };
};

export type PostLoaders = ReturnType<typeof createPostLoaders>;

/** Removes a written post from the cache, so that later reads in the same operation see the new state. */
export const clearPost = ({ postById, postBySlug }: PostLoaders, { id, slug }: Pick<Post, 'id' | 'slug'>): void => {
  postById.clear(id);
  postBySlug.clear(slug);
};
