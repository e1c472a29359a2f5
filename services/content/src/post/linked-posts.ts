import {
  type Connection,
  type Identity,
  type MergeLoaders,
  type Order,
  type PagedByKey,
  pagedByKey,
  pagedBySubject,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { withSearched } from '../search/highlight.loader';
import type { LinkedPostsArguments } from './post.arguments';
import { Post } from './post.entity';
import { readPostList } from './post-list';
import { isByDate, isByRelevance, NEWEST_FIRST, RANKED_MATCHES } from './post-order';
import { onlyVisible } from './post.visibility';

/**
 * The order of a list of posts by the date that their links have too, so that an index on the links ends the list after its
 * page. Other orders stay: they sort all posts that are linked.
 */
export const inOrderOfLinks = (order: Order): Order =>
  isByDate(order)
    ? {
        ...order,
        keys: [
          { sql: 'link.sortedAt', type: 'timestamptz' },
          { sql: 'link.postId', type: 'text' },
        ],
      }
    : order;

/** A table whose rows link a parent to posts. In queries a row is called `link` and the post `post`. */
export interface PostLink<Row extends object> {
  readonly rows: new () => Row & { readonly post?: Post };
  /** Property with the post's id. */
  readonly postId: keyof Row & string;
  /** Property with the parent's id. */
  readonly parent: keyof Row & string;
  readonly where?: string;
  /** Whether the rows have `sortedAt`, the date of their post. */
  readonly isDated?: boolean;
  /** For parents that can be merged. */
  readonly merges?: MergeLoaders;
}

export interface PagesByKey<Row extends object> {
  load(key: string): Promise<Connection<Row>>;
}

/** Checks the names in the arguments once, before any page is read. */
const checked = <Row extends object>(names: () => Promise<void>, pages: PagesByKey<Row>): PagesByKey<Row> => {
  let check: Promise<void> | null = null;
  return {
    load: async (key) => {
      await (check ??= names());
      return pages.load(key);
    },
  };
};

/** What RELEVANCE ranks of each parent: the newest of the posts that match. */
const rankedAmong = <Row extends ObjectLiteral>(
  order: Order,
  newest: Order,
  query: () => SelectQueryBuilder<Row>,
): PagedByKey<Row>['among'] => (isByRelevance(order) ? { order: newest, size: RANKED_MATCHES, query } : undefined);

/** A post that mentions several of the ids of a subject is listed once. */
const MENTIONED_ONCE = `NOT EXISTS (
  SELECT FROM mentions other WHERE other.post_id = link.post_id AND other.occurrence = 1
    AND other.target_id = ANY(:subjectIds) AND other.target_id < link.target_id)`;

/** A page of the visible posts linked to each parent: one statement for any number of parents. */
export const linkedPosts = <Row extends ObjectLiteral>(
  db: EntityManager,
  identity: Identity,
  { rows, postId, parent, where = 'TRUE', isDated = false, merges }: PostLink<Row>,
  args: LinkedPostsArguments,
): PagesByKey<Post> => {
  const list = readPostList(args);
  const order = isDated ? inOrderOfLinks(list.order) : list.order;
  const all = () =>
    db
      .createQueryBuilder(rows, 'link')
      .innerJoinAndMapOne('link.post', Post, 'post', `post.id = link.${postId}`)
      .where(where);
  const paged: PagedByKey<Row & { readonly post?: Post }> = {
    query: () => list.restrict(onlyVisible(all(), identity)),
    among: rankedAmong(list.order, isDated ? inOrderOfLinks(NEWEST_FIRST) : NEWEST_FIRST, all),
    parent: `link.${parent}`,
    parentOf: (row) => String(row[parent]),
    order,
    page: readPage(args, order),
    hasWords: args.filter?.text != null,
  };
  const links = merges ? pagedBySubject({ ...paged, merges, once: MENTIONED_ONCE }) : pagedByKey(paged);
  return checked(() => list.checkNames(db), {
    load: async (key) => withSearched(await (await links.load(key)).map(({ post }) => post ?? null), args.filter?.text),
  });
};

/** A page of the visible posts of each author. */
export const postsByAuthor = (db: EntityManager, identity: Identity, args: LinkedPostsArguments): PagesByKey<Post> => {
  const list = readPostList(args);
  const pages = pagedByKey<Post>({
    query: () => list.restrict(onlyVisible(db.createQueryBuilder(Post, 'post'), identity)),
    among: rankedAmong(list.order, NEWEST_FIRST, () => db.createQueryBuilder(Post, 'post').where('TRUE')),
    parent: 'post.authorId',
    parentOf: (post) => post.authorId ?? '',
    order: list.order,
    page: readPage(args, list.order),
    hasWords: args.filter?.text != null,
  });
  return checked(() => list.checkNames(db), {
    load: async (key) => withSearched(await pages.load(key), args.filter?.text),
  });
};
