import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Connection, type Edge, type PageInfo } from './connection';
import { COUNT_LIMIT, countByWords, countOf, countOrNull, withoutScans } from './count-rows';
import { countedByKey, groupedByKey, type Loader } from './loader';
import type { Order, Page } from './page';
import { type RawRow, selectEntity } from './page-entities';
import { asShortRead } from './short-reads';
import { cursorOf, directionOf, selectCursors, selectSortKeys, sortBy, startAtCursor } from './sort-keys';

/** The rows of `query` as nodes, each with the cursor that is in its row. */
const readEdges = async <Row>(
  query: SelectQueryBuilder<ObjectLiteral>,
  order: Order,
  toNodes: (rows: readonly RawRow[]) => readonly Row[],
): Promise<Edge<Row>[]> => {
  const rows = await query.getRawMany<RawRow>();
  return toNodes(rows).map((node, index) => ({ node, cursor: cursorOf(order, rows[index] ?? {}) }));
};

/** The position of a page, of which `read` has one row more if there are further rows. */
const positionOf = <Row>(read: readonly Edge<Row>[], edges: readonly Edge<Row>[], page: Page): PageInfo => {
  const hasMore = read.length > page.size;
  return {
    hasNextPage: page.backward ? page.from !== null : hasMore,
    hasPreviousPage: page.backward ? hasMore : page.from !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
};

/**
 * `read` reads one row more than the page if there are further rows. That row is not returned. Of an empty page nothing is
 * read unless its position is selected: clients ask for it to get the count alone. A page that is the whole list is not counted.
 */
const toConnection = async <Row>(
  read: () => Promise<readonly Edge<Row>[]>,
  page: Page,
  count: () => Promise<number | null>,
): Promise<Connection<Row>> => {
  if (page.size === 0) {
    let position: Promise<PageInfo> | undefined;
    const readPosition = async () => positionOf(await read(), [], page);
    return new Connection<Row>([], () => (position ??= readPosition()), count);
  }
  const rows = await read();
  const onPage = rows.slice(0, page.size);
  const edges = page.backward ? onPage.toReversed() : onPage;
  const isWhole = page.from === null && rows.length <= page.size;
  return new Connection(edges, positionOf(rows, edges, page), isWhole ? async () => rows.length : count);
};

/** Lets a query read the rows of a page in their order, and one more if there are more. */
const limitToPage = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order,
  page: Page,
): SelectQueryBuilder<Row> => {
  startAtCursor(query, order, page);
  selectCursors(query, order);
  sortBy(query, order, page);
  return query.limit(page.size + 1);
};

/**
 * One page of `query` (filtered, not ordered) in one statement. The count is a second statement, only if it is selected;
 * `hasWords` if an index of words finds the rows.
 */
export const fetchPage = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order,
  page: Page,
  { hasWords = false } = {},
): Promise<Connection<Row>> =>
  toConnection(
    () => {
      const read = query.clone();
      const toEntities = selectEntity(read);
      return readEdges(limitToPage(read, order, page), order, toEntities);
    },
    page,
    () => (hasWords ? countByWords : countOf)(query.clone()),
  );

/** {@link fetchPage} for a query over a subquery: its rows are those that the driver returns. */
export const fetchRawPage = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<ObjectLiteral>,
  order: Order,
  page: Page,
): Promise<Connection<Row>> =>
  toConnection(
    () =>
      readEdges<Row>(
        limitToPage(query.clone(), order, page),
        order,
        (rows) => rows as readonly ObjectLiteral[] as readonly Row[],
      ),
    page,
    () => countOf(query.clone()),
  );

export interface PagedByKey<Row extends ObjectLiteral> {
  /** A new query of the rows of all parents, filtered but not ordered. */
  readonly query: () => SelectQueryBuilder<Row>;
  /** Property path of the parent's key in that query: `comment.postId`. */
  readonly parent: string;
  readonly parentOf: (row: Row) => string;
  readonly order: Order;
  readonly page: Page;
  /**
   * Only the first rows of each parent in another order are listed and counted. Their number is at most `size`. `query` selects
   * rows without the filter, which they have passed.
   */
  readonly among?:
    | { readonly order: Order; readonly size: number; readonly query: () => SelectQueryBuilder<Row> }
    | undefined;
  /** The rows are those of a view with UNION or GROUP BY, which PostgreSQL computes as a whole for each parent. */
  readonly isView?: boolean;
  /** An index of words finds the rows, which are counted by it. */
  readonly hasWords?: boolean;
  /** The exact number of rows of each parent, where it is stored. By default the rows are counted, up to the limit. */
  readonly count?:
    | ((parents: readonly string[]) => Promise<readonly { key: string; count: number | string }[]>)
    | undefined;
}

/** The rows of the parent whose key is given in SQL. */
const rowsOf = <Row extends ObjectLiteral>({ query, parent, among }: PagedByKey<Row>, key: string) => {
  const rows = query().andWhere(`${parent} = ${key}`);
  if (!among) return rows;
  const { order, size } = among;
  const first = rows.select(`${rows.alias}.id`, 'id').limit(size);
  for (const { sql } of order.keys) first.addOrderBy(`(${sql})`, order.direction);
  const listed = among.query();
  return listed.andWhere(`${listed.alias}.id IN (${first.getQuery()})`).setParameters(first.getParameters());
};

/**
 * The page of each parent. For each parent, the rows are read in the order of the list until the page is full: an index on
 * the parent's key and then the sort keys makes the cost that of the page, however long the list is. Without such an index,
 * all rows of each parent are sorted.
 */
const readPages = async <Row extends ObjectLiteral>(
  paged: PagedByKey<Row>,
  parents: readonly string[],
): Promise<Edge<Row>[]> => {
  const { order, page } = paged;
  const one = rowsOf(paged, 'asked.key');
  const toEntities = selectEntity(one);
  limitToPage(one, order, page);
  const all = one
    .createQueryBuilder()
    .select('page.*')
    .from(
      `(SELECT rows.* FROM unnest(CAST(:parents AS text[])) AS asked (key) CROSS JOIN LATERAL (${one.getQuery()}) rows)`,
      'page',
    )
    .setParameters({ ...one.getParameters(), parents });
  return readEdges(asShortRead(inOrder(all, 'page', order, page)), order, toEntities);
};

/** Sorts what `query` selects under an alias by the sort keys in it. */
const inOrder = (query: SelectQueryBuilder<ObjectLiteral>, alias: string, order: Order, page: Page) => {
  order.keys.forEach((_, index) => query.addOrderBy(`${alias}.sort_${index}`, directionOf(order, page)));
  return query;
};

/** The same of a view, by numbering all rows of each parent: the view is computed once, for all of them. */
const readPagesOfView = async <Row extends ObjectLiteral>(
  { query, parent, order, page }: PagedByKey<Row>,
  parents: readonly string[],
): Promise<Edge<Row>[]> => {
  const rows = query().andWhere(`${parent} = ANY(:parents)`, { parents });
  const toEntities = selectEntity(rows);
  startAtCursor(rows, order, page);
  selectCursors(rows, order);
  selectSortKeys(rows, order);
  const sorting = order.keys.map((key) => `${key.sql} ${directionOf(order, page)}`).join(', ');
  rows.addSelect(`row_number() OVER (PARTITION BY ${parent} ORDER BY ${sorting})`, 'place');
  const numbered = rows
    .createQueryBuilder()
    .select('numbered.*')
    .from(`(${rows.getQuery()})`, 'numbered')
    .where(`numbered.place <= ${page.size + 1}`)
    .setParameters(rows.getParameters());
  return readEdges(inOrder(numbered, 'numbered', order, page), order, toEntities);
};

/** The same page for many parents, in one statement for any number of parents. The counts are a second one, only if selected. */
export const pagedByKey = <Row extends ObjectLiteral>(paged: PagedByKey<Row>) => {
  const { parentOf, page, isView = false, hasWords = false } = paged;
  const edgesByParent: Loader<string, Edge<Row>[]> = groupedByKey(
    (parents) => (isView ? readPagesOfView(paged, parents) : readPages(paged, parents)),
    (edge) => parentOf(edge.node),
  );
  const countRows = (parents: readonly string[]) => {
    const limited = rowsOf(paged, 'requested.key')
      .select('1')
      .limit(COUNT_LIMIT + 1);
    const count = (from: DataSource | EntityManager) =>
      from
        .createQueryBuilder()
        .select('requested.key', 'key')
        .addSelect(`(SELECT count(*) FROM (${limited.getQuery()}) counted)`, 'count')
        .from('(SELECT unnest(CAST(:parents AS text[])) AS key)', 'requested')
        .setParameters({ ...limited.getParameters(), parents })
        .getRawMany<{ key: string; count: string }>();
    return hasWords ? withoutScans(limited.dataSource, count) : count(limited.dataSource);
  };
  const countByParent = countedByKey<string>(paged.count ?? countRows);
  return {
    load: (key: string): Promise<Connection<Row>> =>
      toConnection(
        () => edgesByParent.load(key),
        page,
        async () => countOrNull(await countByParent.load(key)),
      ),
  };
};
