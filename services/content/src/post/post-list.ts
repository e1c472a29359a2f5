import { checkKnown, isKnownLanguage, type Order } from '@wizness/kernel';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Mention } from '../mention/mention.entity';
import { Tagging } from '../topic/tagging.entity';
import type { PostFilter } from './post-filter.types';
import type { PostListArguments } from './post.arguments';
import { PostOrder } from './post.enums';
import { filterCondition, type NamedValues, wordsOf } from './post-filter';
import { postOrder, RELEVANCE_PARAMETER } from './post-order';

/** Order and filter of a list of posts, read from its arguments. */
export interface PostList {
  readonly order: Order;
  /** Restricts a query in which posts are called `post`. */
  restrict<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row>;
  /** Rejects with BAD_USER_INPUT if the filter names a topic or a language that does not exist. */
  checkNames(db: EntityManager): Promise<void>;
}

const checkTopics = async (db: EntityManager, lists: NamedValues['topicSlugs']): Promise<void> => {
  const given = [...new Set(lists.flatMap((list) => list.given))];
  if (given.length === 0) return;
  const found = await db.query<{ slug: string }[]>('SELECT slug FROM topics WHERE slug = ANY($1)', [given]);
  if (found.length === given.length) return;
  const known = (await db.query<{ slug: string }[]>('SELECT slug FROM topics ORDER BY slug')).map(({ slug }) => slug);
  for (const list of lists) checkKnown({ ...list, what: 'topic', known, list: 'topics' });
};

/** A language of which there is no post matches nothing; a tag of no language is refused. */
const checkLanguages = async (db: EntityManager, lists: NamedValues['langs']): Promise<void> => {
  if (lists.every(({ given }) => given.every(isKnownLanguage))) return;
  const used = await db.query<{ lang: string }[]>('SELECT DISTINCT lang FROM posts ORDER BY lang');
  for (const { argument, given } of lists) {
    const known = [...used.map(({ lang }) => lang), ...given.filter(isKnownLanguage)];
    checkKnown({ what: 'language', argument, given, known });
  }
};

/** A link that every post of a filter has, once. */
interface CommonLink {
  /** The filter without the condition that the link replaces. */
  readonly rest: PostFilter;
  readonly rows: typeof Tagging | typeof Mention;
  /** The thing that the link mentions; null for a topic. */
  readonly target: string | null;
  /** Condition on `link`. */
  readonly sql: string;
  readonly parameters: object;
}

/**
 * The link to the one topic or thing that a filter requires; null if it requires none. An index on the links then gives the
 * posts in order, where a filter alone would be tried on every post or would sort all that match.
 */
export const linkOf = (filter: PostFilter | null | undefined): CommonLink | null => {
  const { topicSlugs, mentionsIds } = filter ?? {};
  if (topicSlugs?.length === 1) {
    const sql = 'link.topicId = (SELECT id FROM topics WHERE slug = :linkedTopic)';
    const parameters = { linkedTopic: topicSlugs[0] };
    return { rest: { ...filter, topicSlugs: null }, rows: Tagging, target: null, sql, parameters };
  }
  const [target] = mentionsIds ?? [];
  if (mentionsIds?.length !== 1 || target === undefined) return null;
  const sql = 'link.targetId = :linkedTarget AND link.occurrence = 1';
  return { rest: { ...filter, mentionsIds: null }, rows: Mention, target, sql, parameters: { linkedTarget: target } };
};

/** Throws BAD_USER_INPUT for an invalid filter, or for RELEVANCE without a text. */
export const readPostList = ({ filter, orderBy }: PostListArguments): PostList => {
  const words = filter ? wordsOf(filter) : null;
  const order = postOrder(orderBy ?? PostOrder.NEWEST, words);
  const { sql, parameters, named } = filterCondition(filter ?? {});
  return {
    order,
    restrict: (query) => query.andWhere(`(${sql})`, { ...parameters, [RELEVANCE_PARAMETER]: words }),
    checkNames: async (db) => {
      await checkTopics(db, named.topicSlugs);
      await checkLanguages(db, named.langs);
    },
  };
};
