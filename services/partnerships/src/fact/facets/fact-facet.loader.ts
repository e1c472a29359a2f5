import { checkList, readSize } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { joinedHome } from '../../subject/merge/home';
import { asOf, type Moment } from '../../time/moment';
import type { Visible } from '../../visibility/source.visibility';
import type { CurrentFact } from '../current/current-fact.entity';
import { factRowsOf } from '../current/current-facts';
import type { Fact } from '../fact.entity';
import type { FactGroupKey } from '../groups/fact-group.enums';
import { groupKeysOf } from '../groups/group-keys';
import type { FactLoaders } from '../read/fact.loader';
import type { FactFacet, FactFacetsArguments, FactFacetValue } from './fact-facet.types';

const MAX_KEYS = 8;
const DEFAULT_FIRST = 20;

/** Columns of facts that the columns of keys are made of. */
const COLUMNS = {
  home: joinedHome('identity', 'fact.subject_id'),
  property_key: 'fact.property_key',
  measure: 'fact.measure',
  unit: 'fact.unit_code',
};

interface Row {
  /** Place of its key in the argument. */
  readonly place: number;
  readonly value: string | null;
  readonly count: string;
}

/** SQL of the counts by the columns of which each fact has one value, in one pass over `selected`. */
const countBySingle = (columns: ReadonlyMap<number, string>): string => {
  const places = [...columns.keys()];
  const all = [...columns.values()];
  const of = (result: (place: number, column: string) => string): string =>
    `CASE ${places.map((place) => `WHEN GROUPING(${columns.get(place)}) = 0 THEN ${result(place, columns.get(place) ?? '')}`).join(' ')} END`;
  return `SELECT ${of(String)} AS place, ${of((_, column) => `CAST(${column} AS text)`)} AS value, count(*) AS count
    FROM selected GROUP BY GROUPING SETS (${all.map((column) => `(${column})`).join(', ')})`;
};

/** Counts of facts as of a moment, of those that the viewer may see. */
export const createFacetLoaders = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  loaders: Pick<FactLoaders, 'filterOf'>,
) => {
  const at = asOf(moment);

  const countsOf = async (
    by: readonly FactGroupKey[],
    first: number,
    filter: FactFacetsArguments['filter'],
  ): Promise<Row[]> => {
    const where = await loaders.filterOf(filter);
    const keys = groupKeysOf(by, visible);
    const { entity, handle, table, holds } = factRowsOf(at, { isFiltered: filter != null });
    const facts = where(
      db
        .createQueryBuilder<Fact | CurrentFact>(entity, 'fact')
        .leftJoin('identities', 'identity', 'identity.id = fact.subject_id')
        .where(visible.fact('fact'), visible.parameters)
        .andWhere(holds('fact'), at.parameters),
    ).select(`fact.${handle}`, 'handle');
    for (const [name, sql] of Object.entries(COLUMNS)) facts.addSelect(sql, name);
    for (const { name, sql } of [...keys.ofCell, ...keys.ofFact]) facts.addSelect(sql('fact'), name);
    const severalByName = new Map(keys.several.map((key) => [key.name, key.sql]));
    const columns = keys.columns.slice(0, by.length);
    const single = new Map([...columns.entries()].filter(([, column]) => !severalByName.has(column)));
    const several = [...columns.entries()].flatMap(([place, column]) => {
      const sql = severalByName.get(column);
      // A fact has several sources and doubts, or none.
      return sql
        ? `SELECT ${place} AS place, of_fact.value, count(*) AS count FROM selected JOIN ${table} fact ON fact.${handle} = selected.handle
            LEFT JOIN LATERAL (${sql('fact')}) AS of_fact (value) ON TRUE GROUP BY of_fact.value`
        : [];
    });
    const counts = [...(single.size > 0 ? [countBySingle(single)] : []), ...several].join(' UNION ALL ');
    return db
      .createQueryBuilder()
      .select('*')
      .from(
        `(WITH selected AS (${facts.getQuery()})
          SELECT * FROM (
            SELECT counts.*, row_number() OVER (PARTITION BY place ORDER BY count DESC, value) AS nth FROM (${counts}) counts
          ) ordered WHERE nth <= ${first} ORDER BY place, nth)`,
        'counted',
      )
      .setParameters(facts.getParameters())
      .getRawMany<Row>();
  };

  return {
    /** One for each key, in their order. Throws BAD_USER_INPUT for too many keys or values, and for a filter that can never match. */
    factFacets: async ({ by: given, filter, first }: FactFacetsArguments): Promise<FactFacet[]> => {
      const by = [...new Set(checkList(given, ['by'], MAX_KEYS))];
      const rows = await countsOf(by, readSize('first', first ?? DEFAULT_FIRST), filter);
      const values = by.map((): FactFacetValue[] => []);
      for (const { place, value, count } of rows) {
        const key = by[place];
        if (key) values[place]?.push({ key, value, count: Number(count) });
      }
      return by.map((key, place) => ({ key, values: values[place] ?? [] }));
    },
  };
};
