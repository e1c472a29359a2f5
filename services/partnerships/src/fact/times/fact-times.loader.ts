import { byKey } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { IdentityLoaders } from '../../subject/merge/identity.loader';
import type { Visible } from '../../visibility/source.visibility';
import { Fact } from '../fact.entity';
import type { FactFilter } from '../read/fact-filter.types';
import type { FactLoaders } from '../read/fact.loader';
import type { FactTimes } from './fact-times.types';

interface Row {
  readonly key: string;
  readonly known: readonly Date[] | null;
  readonly valid: readonly string[] | null;
}

/** The next full second. */
const secondOf = (column: string): string => `date_trunc('second', ${column} + interval '999999 microseconds')`;

/** The distinct times of each key; of many, those at each hundredth. */
const spread = (times: string): string => `
  SELECT key, percentile_disc(ARRAY(SELECT n / 100.0 FROM generate_series(0, 100) n)) WITHIN GROUP (ORDER BY time) AS times
  FROM (SELECT DISTINCT key, time FROM chosen CROSS JOIN LATERAL (VALUES ${times}) AS each (time) WHERE time IS NOT NULL)
    AS distinct_times GROUP BY key`;

const timesSql = (facts: string): string => `
  WITH chosen AS MATERIALIZED (${facts}),
    known AS (${spread(`(${secondOf('known_from')}), (CASE WHEN known_to <> 'infinity' THEN ${secondOf('known_to')} END)`)}),
    valid AS (${spread('(from_earliest), (to_latest + 1)')})
  SELECT known.key, known.times AS known, CAST(valid.times AS text[]) AS valid
  FROM known LEFT JOIN valid ON valid.key = known.key`;

const toTimes = (rows: readonly Row[]): FactTimes => ({
  knownAt: [...new Set(rows.flatMap(({ known }) => known ?? []).map(Number))]
    .toSorted((a, b) => a - b)
    .map((time) => new Date(time)),
  validAt: [...new Set(rows.flatMap(({ valid }) => valid ?? []))].toSorted(),
});

/** When answers about facts change, of those that the viewer may see, whatever the moment of the operation. `db` reads the present. */
export const createFactTimesLoaders = (
  db: EntityManager,
  visible: Visible,
  { filterOf, membersOf }: Pick<FactLoaders, 'filterOf'> & Pick<IdentityLoaders, 'membersOf'>,
) => {
  const read = (query: SelectQueryBuilder<Fact>, key: string): Promise<Row[]> => {
    query.select([`${key} AS key`, 'fact.known_from AS known_from', 'fact.known_to AS known_to']);
    query.addSelect(['fact.from_earliest AS from_earliest', 'fact.to_latest AS to_latest']);
    return db
      .createQueryBuilder()
      .select('*')
      .from(`(${timesSql(query.getQuery())})`, 'times')
      .setParameters(query.getParameters())
      .getRawMany<Row>();
  };
  const versions = () => db.createQueryBuilder(Fact, 'fact').where(visible.fact('fact'), visible.parameters);
  const rowsBySubjectId = byKey(
    async (ids: readonly string[]): Promise<{ key: string; rows: readonly Row[] }[]> => {
      const where = await filterOf(null);
      const rows = await read(where(versions()).andWhere('fact.subjectId IN (:...ids)', { ids }), 'fact.subject_id');
      return ids.map((id) => ({ key: id, rows: rows.filter(({ key }) => key === id) }));
    },
    ({ key }) => key,
  );
  return {
    /** When answers about the facts of a filter change. Throws BAD_USER_INPUT for a filter that can never match. */
    factTimes: async (filter: FactFilter | null | undefined): Promise<FactTimes> => {
      const where = await filterOf(filter);
      return toTimes(await read(where(versions()), `'all'`));
    },
    /** The same for the facts about a subject, and about what was merged into it. */
    factTimesOf: async (subjectId: string): Promise<FactTimes> => {
      const ids = await membersOf([subjectId]);
      const found = await Promise.all(ids.map((id) => rowsBySubjectId.load(id)));
      return toTimes(found.flatMap((each) => each?.rows ?? []));
    },
  };
};
