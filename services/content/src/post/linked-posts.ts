import { type Connection, type Identity, pagedByKey, readPage } from '@wizness/kernel';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { LinkedPostsArguments } from './post.arguments';
import { Post } from './post.entity';
import { readPostList } from './post-list';
import { onlyVisible } from './post.visibility';

/** A table whose rows link a parent to posts. In queries a row is called `link` and the post `post`. */
export interface PostLink<Row extends object> {
  readonly rows: new () => Row & { readonly post?: Post };
  /** Property with the post's id. */
  readonly postId: keyof Row & string;
  /** Property with the parent's id. */
  readonly parent: keyof Row & string;
  readonly where?: string;
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

/** A page of the visible posts linked to each parent: one statement for any number of parents. */
export const linkedPosts = <Row extends ObjectLiteral>(
  db: EntityManager,
  identity: Identity,
  { rows, postId, parent, where = 'TRUE' }: PostLink<Row>,
  args: LinkedPostsArguments,
): PagesByKey<Post> => {
  const list = readPostList(args);
  const links = pagedByKey<Row & { readonly post?: Post }>({
    query: () => {
      const query = db
        .createQueryBuilder(rows, 'link')
        .innerJoinAndMapOne('link.post', Post, 'post', `post.id = link.${postId}`)
        .where(where);
      return list.restrict(onlyVisible(query, identity));
    },
    parent: `link.${parent}`,
    parentOf: (row) => String(row[parent]),
    order: list.order,
    page: readPage(args, list.order),
  });
  return checked(() => list.checkNames(db), {
    load: async (key) => (await links.load(key)).map(({ post }) => post ?? null),
  });
};

/** A page of the visible posts of each author. */
export const postsByAuthor = (db: EntityManager, identity: Identity, args: LinkedPostsArguments): PagesByKey<Post> => {
  const list = readPostList(args);
  const pages = pagedByKey<Post>({
    query: () => list.restrict(onlyVisible(db.createQueryBuilder(Post, 'post'), identity)),
    parent: 'post.authorId',
    parentOf: (post) => post.authorId ?? '',
    order: list.order,
    page: readPage(args, list.order),
  });
  return checked(() => list.checkNames(db), pages);
};
