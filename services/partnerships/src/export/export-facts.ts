import type { ObjectLiteral, SelectQueryBuilder, EntityManager } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import type { FactLoaders } from '../fact/read/fact.loader';
import type { FactFilter } from '../fact/read/fact-filter.types';
import { asOf, type Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportPage, ExportTable } from './export-column';
import { FACT_COLUMNS } from './fact-columns';
import { factRow, lineOf, type StoredFactRow } from './fact-row';
import { pageRows, type ReadRows, ROWS_PER_PAGE } from './page-rows';
import { touchedLineages } from './touched-lineages';

interface Row extends StoredFactRow {
  readonly id: string;
}

type AddFilter = <Filtered extends ObjectLiteral>(query: SelectQueryBuilder<Filtered>) => SelectQueryBuilder<Filtered>;

/** Facts of a moment in the past of `db`, which is the manager of that moment. */
export const createFactExport = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { filterOf }: Pick<FactLoaders, 'filterOf'>,
) => {
  const at = asOf(moment);
  const { hashed, rest } = factRow(visible);

  const rowsOf = (where: AddFilter) =>
    where(db.createQueryBuilder(Fact, 'fact').where(visible.fact('fact'), visible.parameters))
      .andWhere(at.holds('fact'), at.parameters)
      .select('fact.id', 'id')
      .addSelect(hashed, 'hashed')
      .addSelect(rest, 'rest');

  /** The rows of these lineages, and that the others have none. Whether they ever had one that the caller saw is not said. */
  const changesOf = async (where: AddFilter, lineages: readonly string[]): Promise<ExportPage> => {
    const rows = await rowsOf(where)
      .andWhere('fact.lineage_id = ANY(:lineages)', { lineages })
      .addSelect('fact.lineage_id', 'lineage')
      .getRawMany<Row & { readonly lineage: string }>();
    const lines = new Map(rows.map((row) => [row.lineage, lineOf(row)]));
    return lineages.map((lineage) => lines.get(lineage) ?? JSON.stringify({ fact: lineage, gone: true }));
  };

  async function* deltaPages(where: AddFilter, since: Date): AsyncGenerator<ExportPage> {
    const touched = await touchedLineages(db, since, moment);
    for (let start = 0; start < touched.length; start += ROWS_PER_PAGE) {
      yield await changesOf(where, touched.slice(start, start + ROWS_PER_PAGE));
    }
  }

  return {
    /** One version as a row, whether or not it is current, as JSON. Null if there is none that the caller may see. */
    exportedFact: async (id: string): Promise<string | null> => {
      const row = await db
        .createQueryBuilder(Fact, 'fact')
        .where(visible.fact('fact'), visible.parameters)
        .andWhere('fact.id = :id', { id })
        .select(hashed, 'hashed')
        .addSelect(rest, 'rest')
        .getRawOne<StoredFactRow>();
      return row ? lineOf(row) : null;
    },
    /** All facts that match. Rejects with BAD_USER_INPUT for a filter that can never match. */
    exportedFacts: async (filter: FactFilter | null): Promise<ExportTable> => {
      const where = await filterOf(filter);
      const read: ReadRows<Row> = (after, limit) =>
        rowsOf(where).andWhere('fact.id > :after', { after }).orderBy('fact.id').limit(limit).getRawMany<Row>();
      return {
        name: 'facts',
        columns: FACT_COLUMNS,
        pages: () => pageRows<Row>(read, { keyOf: ({ id }) => id, lineOf }),
      };
    },
    /**
     * What differs from the export of the moment `since`: the rows that are new or changed, and `{ fact, gone: true }` for those
     * that are no longer in it. Rejects as {@link exportedFacts}.
     */
    changedFacts: async (filter: FactFilter | null, since: Date): Promise<ExportTable> => {
      const where = await filterOf(filter);
      return { name: 'facts', columns: FACT_COLUMNS, pages: () => deltaPages(where, since) };
    },
  };
};
