import type { DataSource, EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** A longer list gives no count, so that counting never reads more rows than this. */
export const COUNT_LIMIT = 10_000;

/** Null for a number above the limit. */
export const countOrNull = (count: number): number | null => (count > COUNT_LIMIT ? null : count);

/** Counts the rows of a query, up to the limit. */
export const countOf = async <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  db: DataSource | EntityManager = query.dataSource,
): Promise<number | null> => {
  const limited = query
    .clone()
    .select('1')
    .limit(COUNT_LIMIT + 1);
  const [row] = await db
    .createQueryBuilder()
    .select('count(*)', 'count')
    .from(`(${limited.getQuery()})`, 'counted')
    .setParameters(limited.getParameters())
    .getRawMany<{ count: string }>();
  return countOrNull(Number(row?.count ?? 0));
};

/**
 * Runs a count that finds its rows by an index of words. The planner takes the comparison with the words of a text for cheap
 * and reads the whole table, although the words of each row are stored apart from it.
 */
export const withoutScans = <Result>(db: DataSource, count: (tx: EntityManager) => Promise<Result>): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    return count(tx);
  });

/** {@link countOf} of a query whose rows an index of words finds. */
export const countByWords = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): Promise<number | null> =>
  withoutScans(query.dataSource, (tx) => countOf(query, tx));
