import {
  badUserInput,
  byKey,
  type Connection,
  fetchPage,
  type ForwardPageArguments,
  type Identity,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Mention } from '../mention/mention.entity';
import { linkedPosts } from './linked-posts';
import type { PostsArguments } from './post.arguments';
import { Post } from './post.entity';
import { filterCondition, wordsOf } from './post-filter';
import { NEWEST_FIRST, PostOrder, postOrder, RELEVANCE_PARAMETER } from './post-order';
import { PostRevision } from './post-revision.entity';
import type { PostsAboutArguments } from './post.types';
import { onlyVisible } from './post.visibility';

const LATEST_FIRST: Order = {
  name: 'revisions, latest first',
  direction: 'DESC',
  keys: [{ sql: 'revision.number', type: 'integer' }],
};

/** Every read of posts. Only visible posts are returned. */
export const createPostLoaders = (db: EntityManager, identity: Identity) => {
  const visiblePosts = () => onlyVisible(db.createQueryBuilder(Post, 'post'), identity);
  const postById = byKey(
    (ids: readonly string[]) => visiblePosts().andWhere('post.id IN (:...ids)', { ids }).getMany(),
    (post) => post.id,
  );
  const postBySlug = byKey(
    (slugs: readonly string[]) => visiblePosts().andWhere('post.slug IN (:...slugs)', { slugs }).getMany(),
    (post) => post.slug,
  );
  return {
    postById,
    postBySlug,
    /** Throws BAD_USER_INPUT unless exactly one of `id` and `slug` is given. */
    findPost: async ({ id, slug }: { id?: string | null; slug?: string | null }): Promise<Post | null> => {
      if ((id == null) === (slug == null)) throw badUserInput('Give either `id` or `slug`.');
      return id != null ? postById.load(id) : postBySlug.load(slug ?? '');
    },
    /** Throws BAD_USER_INPUT for an invalid filter or order, INVALID_CURSOR for a cursor of another list. */
    posts: async ({ filter, orderBy, ...args }: PostsArguments): Promise<Connection<Post>> => {
      const words = filter ? wordsOf(filter) : null;
      const order = postOrder(orderBy ?? new PostOrder(), words);
      const query = visiblePosts();
      if (filter) {
        const { sql, parameters } = filterCondition(filter);
        query.andWhere(`(${sql})`, { ...parameters, [RELEVANCE_PARAMETER]: words });
      }
      return fetchPage(query, order, readPage(args, order));
    },
    revisionsOfPost: loaderPerArguments((args: ForwardPageArguments) =>
      pagedByKey<PostRevision>({
        query: () => db.createQueryBuilder(PostRevision, 'revision').where('TRUE'),
        parent: 'revision.postId',
        parentOf: (revision) => revision.postId,
        order: LATEST_FIRST,
        page: readPage(args, LATEST_FIRST),
      }),
    ),
    postsByAuthor: loaderPerArguments((args: ForwardPageArguments) =>
      pagedByKey<Post>({
        query: visiblePosts,
        parent: 'post.authorId',
        parentOf: (post) => post.authorId ?? '',
        order: NEWEST_FIRST,
        page: readPage(args, NEWEST_FIRST),
      }),
    ),
    /** Posts that mention a target, each once however often it does. */
    postsAbout: loaderPerArguments(({ kinds, ...page }: PostsAboutArguments) => {
      const ofKinds = kinds == null ? 'TRUE' : kinds.length === 0 ? 'FALSE' : 'post.kind IN (:...kinds)';
      const where = `link.occurrence = 1 AND ${ofKinds}`;
      const link = { rows: Mention, postId: 'postId', parent: 'targetId', where, parameters: { kinds } } as const;
      return linkedPosts(db, identity, link, page);
    }),
  };
};

export type PostLoaders = ReturnType<typeof createPostLoaders>;

/** Removes a written post from the cache, so that later reads in the same operation see the new state. */
export const clearPost = ({ postById, postBySlug }: PostLoaders, { id, slug }: Pick<Post, 'id' | 'slug'>): void => {
  postById.clear(id);
  postBySlug.clear(slug);
};
