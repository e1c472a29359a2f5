import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Connection, type Edge } from './connection';
import { countedByKey, groupedByKey, type Loader } from './loader';
import { encodeCursor, type Order, type Page, sqlTypeOf } from './page';

/** A longer list gives no count, so that counting never reads more rows than this. */
const COUNT_LIMIT = 10_000;

const directionOf = (order: Order, page: Page): 'ASC' | 'DESC' =>
  (order.direction === 'ASC') === page.backward ? 'DESC' : 'ASC';

/** Reads only rows beyond the cursor, by a row comparison that can use an index on the sort keys. */
const startAtCursor = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order, page: Page): void => {
  if (!page.from) return;
  const columns = order.keys.map((key) => `(${key.sql})`).join(', ');
  const values = order.keys.map((key, index) => `CAST(:cursor${index} AS ${sqlTypeOf(key)})`).join(', ');
  const parameters = Object.fromEntries(page.from.map((value, index) => [`cursor${index}`, value]));
  query.andWhere(`(${columns}) ${directionOf(order, page) === 'ASC' ? '>' : '<'} (${values})`, parameters);
};

/** Also selects the cursor values of each row, as text: a JavaScript date would lose the microseconds of a timestamp. */
const selectCursors = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order): void => {
  order.keys.forEach((key, index) => {
    query.addSelect(`CAST(${key.sql} AS text)`, `cursor_${index}`);
  });
};

const sortBy = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, order: Order, page: Page): void => {
  order.keys.forEach((key, index) => {
    query.addSelect(`(${key.sql})`, `sort_${index}`).addOrderBy(`sort_${index}`, directionOf(order, page));
  });
};

const readEdges = async <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order,
): Promise<Edge<Row>[]> => {
  const { entities, raw } = await query.getRawAndEntities<Record<string, string>>();
  return entities.map((node, index) => ({
    node,
    cursor: encodeCursor(
      order,
      order.keys.map((_, key) => raw[index]?.[`cursor_${key}`] ?? ''),
    ),
  }));
};

/** `read` has one row more than the page if there are further rows. That row is not returned. */
const toConnection = <Row>(
  read: readonly Edge<Row>[],
  page: Page,
  count: () => Promise<number | null>,
): Connection<Row> => {
  const hasMore = read.length > page.size;
  const onPage = read.slice(0, page.size);
  const edges = page.backward ? onPage.reverse() : onPage;
  const pageInfo = {
    hasNextPage: page.backward ? page.from !== null : hasMore,
    hasPreviousPage: page.backward ? hasMore : page.from !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return new Connection(edges, pageInfo, count);
};

const countOrNull = (count: number): number | null => (count > COUNT_LIMIT ? null : count);

const countOf = async <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): Promise<number | null> => {
  const limited = query
    .clone()
    .select('1')
    .limit(COUNT_LIMIT + 1);
  const [row] = await query.dataSource
    .createQueryBuilder()
    .select('count(*)', 'count')
    .from(`(${limited.getQuery()})`, 'counted')
    .setParameters(limited.getParameters())
    .getRawMany<{ count: string }>();
  return countOrNull(Number(row?.count ?? 0));
};

/** One page of `query` (filtered, not ordered) in one statement. The count is a second statement, only if it is selected. */
export const fetchPage = async <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order,
  page: Page,
): Promise<Connection<Row>> => {
  const whole = query.clone();
  const read = query.clone();
  startAtCursor(read, order, page);
  selectCursors(read, order);
  sortBy(read, order, page);
  return toConnection(await readEdges(read.limit(page.size + 1), order), page, () => countOf(whole));
};

export interface PagedByKey<Row extends ObjectLiteral> {
  /** A new query of the rows of all parents, filtered but not ordered. */
  readonly query: () => SelectQueryBuilder<Row>;
  /** Property path of the parent's key in that query: `comment.postId`. */
  readonly parent: string;
  readonly parentOf: (row: Row) => string;
  readonly order: Order;
  readonly page: Page;
}

/**
 * The same page for many parents, in one statement for any number of parents: a window function numbers the rows of each
 * parent. The counts of all parents are a second statement, only if they are selected.
 */
export const pagedByKey = <Row extends ObjectLiteral>({ query, parent, parentOf, order, page }: PagedByKey<Row>) => {
  const edgesByParent: Loader<string, Edge<Row>[]> = groupedByKey(
    async (parents) => {
      const outer = query().andWhere(`${parent} IN (:...parents)`, { parents });
      const { alias } = outer;
      const numbered = outer.clone();
      startAtCursor(numbered, order, page);
      const sorting = order.keys.map((key) => `${key.sql} ${directionOf(order, page)}`).join(', ');
      numbered
        .select(`${alias}.id`, 'id')
        .addSelect(`row_number() OVER (PARTITION BY ${parent} ORDER BY ${sorting})`, 'place');
      outer
        .andWhere(
          `${alias}.id IN (SELECT numbered.id FROM (${numbered.getQuery()}) numbered WHERE numbered.place <= :most)`,
        )
        .setParameters({ ...numbered.getParameters(), most: page.size + 1 });
      selectCursors(outer, order);
      sortBy(outer, order, page);
      return readEdges(outer, order);
    },
    (edge) => parentOf(edge.node),
  );
  const countByParent = countedByKey<string>(async (parents) => {
    const limited = query()
      .andWhere(`${parent} = requested.key`)
      .select('1')
      .limit(COUNT_LIMIT + 1);
    return limited.dataSource
      .createQueryBuilder()
      .select('requested.key', 'key')
      .addSelect(`(SELECT count(*) FROM (${limited.getQuery()}) counted)`, 'count')
      .from('(SELECT unnest(CAST(:parents AS text[])) AS key)', 'requested')
      .setParameters({ ...limited.getParameters(), parents })
      .getRawMany<{ key: string; count: string }>();
  });
  return {
    load: async (key: string): Promise<Connection<Row>> =>
      toConnection(await edgesByParent.load(key), page, async () => countOrNull(await countByParent.load(key))),
  };
};
