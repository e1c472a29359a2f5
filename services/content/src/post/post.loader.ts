import {
  byKey,
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
import { Post } from './post.entity';
import { NEWEST_FIRST } from './post-order';
import { PostRevision } from './post-revision.entity';
import type { PostsAboutArguments } from './post.types';
import { onlyVisible } from './post.visibility';

const LATEST_FIRST: Order = {
  name: 'revisions, latest first',
  direction: 'DESC',
  keys: [{ sql: 'revision.number', type: 'integer' }],
};

export const createPostLoaders = (db: EntityManager, identity: Identity) => {
  const visiblePosts = () => onlyVisible(db.createQueryBuilder(Post, 'post'), identity);
  return {
    postById: byKey(
      (ids: readonly string[]) => visiblePosts().andWhere('post.id IN (:...ids)', { ids }).getMany(),
      (post) => post.id,
    ),
    postBySlug: byKey(
      (slugs: readonly string[]) => visiblePosts().andWhere('post.slug IN (:...slugs)', { slugs }).getMany(),
      (post) => post.slug,
    ),
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
