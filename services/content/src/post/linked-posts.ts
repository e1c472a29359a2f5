import { type Connection, type ForwardPageArguments, type Identity, pagedByKey, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from './post.entity';
import { NEWEST_FIRST } from './post-order';
import { onlyVisible } from './post.visibility';

/** A table whose rows link a parent to posts. In queries a row is called `link` and the post `post`. */
export interface PostLink<Row extends object> {
  readonly rows: new () => Row & { readonly post?: Post };
  /** Property with the post's id. */
  readonly postId: keyof Row & string;
  /** Property with the parent's id. */
  readonly parent: keyof Row & string;
  readonly where?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** A page of the visible posts linked to each parent, newest first: one statement for any number of parents. */
export const linkedPosts = <Row extends object>(
  db: EntityManager,
  identity: Identity,
  { rows, postId, parent, where = 'TRUE', parameters = {} }: PostLink<Row>,
  args: ForwardPageArguments,
) => {
  const links = pagedByKey<Row & { readonly post?: Post }>({
    query: () => {
      const query = db
        .createQueryBuilder(rows, 'link')
        .innerJoinAndMapOne('link.post', Post, 'post', `post.id = link.${postId}`)
        .where(where, parameters);
      return onlyVisible(query, identity);
    },
    parent: `link.${parent}`,
    parentOf: (row) => String(row[parent]),
    order: NEWEST_FIRST,
    page: readPage(args, NEWEST_FIRST),
  });
  return {
    load: async (key: string): Promise<Connection<Post>> => {
      const page = await links.load(key);
      return page.map(({ post }) => post ?? null);
    },
  };
};
