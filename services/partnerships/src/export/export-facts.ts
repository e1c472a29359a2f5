import type { ObjectLiteral, SelectQueryBuilder, EntityManager } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import type { FactLoaders } from '../fact/read/fact.loader';
import type { FactFilter } from '../fact/read/fact-filter.types';
import { asOf, type Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportPage, ExportTable } from './export-column';
import { FACT_COLUMNS } from './fact-columns';
import { pagesOfFacts, type FactRow, lineOf, type ReadPage, type Referred, rowsOfPage } from './fact-row';
import { createReferred } from './referred';
import { pageRows, type ReadRows, ROWS_PER_STATEMENT } from './page-rows';
import { touchedLineages } from './touched-lineages';

/** A row with what it refers to. It becomes a line when it is used: meanwhile, the next page is read. */
interface ReadRow {
  readonly row: FactRow;
  readonly referred: Referred;
}

const lineOfRow = ({ row, referred }: ReadRow): string => lineOf(row, referred);

type AddFilter = <Filtered extends ObjectLiteral>(query: SelectQueryBuilder<Filtered>) => SelectQueryBuilder<Filtered>;

/** Facts of a moment in the past of `db`, which is the manager of that moment. */
export const createFactExport = (
  db: EntityManager,
  visible: Visible,
  moment: Moment,
  { filterOf }: Pick<FactLoaders, 'filterOf'>,
) => {
  const at = asOf(moment);
  const visibleFacts = () =>
    db.createQueryBuilder(Fact, 'fact').select('fact.*').where(visible.fact('fact'), visible.parameters);
  const current = (where: AddFilter) => where(visibleFacts()).andWhere(at.holds('fact'), at.parameters);

  const referredIn = createReferred(db);

  const rowsOf = async (facts: SelectQueryBuilder<Fact>): Promise<readonly ReadRow[]> => {
    const pages = await db
      .createQueryBuilder()
      .select('*')
      .from(`(${pagesOfFacts(facts.getQuery(), visible)})`, 'page')
      .setParameters({ ...facts.getParameters(), ...visible.parameters })
      .getRawMany<ReadPage>();
    const rows = pages.flatMap(rowsOfPage);
    const referred = await referredIn(rows);
    return rows.map((row) => ({ row, referred }));
  };

  /** The rows of these lineages, and that the others have none. Whether they ever had one that the caller saw is not said. */
  const changesOf = async (where: AddFilter, lineages: readonly string[]): Promise<ExportPage> => {
    const rows = await rowsOf(current(where).andWhere('fact.lineage_id = ANY(:lineages)', { lineages }));
    const lines = new Map(rows.map((read) => [read.row.lineage, lineOfRow(read)]));
    return lineages.map((lineage) => lines.get(lineage) ?? JSON.stringify({ fact: lineage, gone: true }));
  };

  async function* deltaPages(where: AddFilter, since: Date): AsyncGenerator<ExportPage> {
    const touched = await touchedLineages(db, since, moment);
    for (let start = 0; start < touched.length; start += ROWS_PER_STATEMENT) {
      yield await changesOf(where, touched.slice(start, start + ROWS_PER_STATEMENT));
    }
  }

  return {
    /** One version as a row, whether or not it is current, as JSON. Null if there is none that the caller may see. */
    exportedFact: async (id: string): Promise<string | null> => {
      const [row] = await rowsOf(visibleFacts().andWhere('fact.id = :id', { id }));
      return row ? lineOfRow(row) : null;
    },
    /** All facts that match. Rejects with BAD_USER_INPUT for a filter that can never match. */
    exportedFacts: async (filter: FactFilter | null): Promise<ExportTable> => {
      const where = await filterOf(filter);
      const read: ReadRows<ReadRow> = (after, limit) =>
        rowsOf(current(where).andWhere('fact.id > :after', { after }).orderBy('fact.id').limit(limit));
      return {
        name: 'facts',
        columns: FACT_COLUMNS,
        count: () => current(where).select('fact.id').getCount(),
        pages: () => pageRows<ReadRow>(read, { keyOf: ({ row }) => row.id, lineOf: lineOfRow }),
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
