import { copyRows } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder, EntityManager } from 'typeorm';
import { Fact } from '../fact/fact.entity';
import type { FactLoaders } from '../fact/read/fact.loader';
import type { FactFilter } from '../fact/read/fact-filter.types';
import { asOf, type Moment } from '../time/moment';
import type { Visible } from '../visibility/source.visibility';
import type { ExportPage, ExportTable } from './export-column';
import { rowsOfFacts } from './fact-cells';
import { FACT_COLUMNS } from './fact-columns';
import { addFact } from './fact-line';
import { type FactRow, readFact } from './fact-row';
import { JsonBytes } from './json-bytes';
import { pageRows, type ReadAfter } from './page-rows';
import { createReferred, type Referred } from './referred';
import { touchedLineages } from './touched-lineages';

/** Facts that one statement reads. */
const FACTS_PER_STATEMENT = 4000;

/** Facts of a page, and bytes that most pages fit in. */
const FACTS_PER_PAGE = 50;
const PAGE_BYTES = 128 * 1024;

const pageOf = (facts: readonly FactRow[], referred: Referred): ExportPage => {
  const lines = new JsonBytes(PAGE_BYTES);
  for (const fact of facts) addFact(lines, fact, referred);
  return { count: facts.length, lines: lines.from(0) };
};

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

  const referredIn = createReferred(db, visible);

  const readFacts = async (facts: SelectQueryBuilder<Fact>): Promise<readonly FactRow[]> => {
    const [sql, parameters] = facts.getQueryAndParameters();
    const found: FactRow[] = [];
    await copyRows(db, { sql: rowsOfFacts(sql), parameters }, (row) => found.push(readFact(row)));
    return found;
  };

  async function* pagesOf(facts: readonly FactRow[]): AsyncGenerator<ExportPage> {
    const referred = await referredIn(facts);
    for (let start = 0; start < facts.length; start += FACTS_PER_PAGE)
      yield pageOf(facts.slice(start, start + FACTS_PER_PAGE), referred);
  }

  /** The rows of these lineages, and that the others have none. Whether they ever had one that the caller saw is not said. */
  const changesOf = async (where: AddFilter, lineages: readonly string[]): Promise<ExportPage> => {
    const facts = await readFacts(current(where).andWhere('fact.lineage_id = ANY(:lineages)', { lineages }));
    const referred = await referredIn(facts);
    const factOf = new Map(facts.map((fact) => [fact.lineage, fact]));
    const lines = new JsonBytes(PAGE_BYTES);
    for (const lineage of lineages) {
      const fact = factOf.get(lineage);
      if (fact) addFact(lines, fact, referred);
      else lines.addAscii(`${JSON.stringify({ fact: lineage, gone: true })}\n`);
    }
    return { count: lineages.length, lines: lines.from(0) };
  };

  async function* deltaPages(where: AddFilter, since: Date): AsyncGenerator<ExportPage> {
    const touched = await touchedLineages(db, since, moment);
    for (let start = 0; start < touched.length; start += FACTS_PER_STATEMENT) {
      yield await changesOf(where, touched.slice(start, start + FACTS_PER_STATEMENT));
    }
  }

  return {
    /** One version as a row, whether or not it is current, as JSON. Null if there is none that the caller may see. */
    exportedFact: async (id: string): Promise<string | null> => {
      const facts = await readFacts(visibleFacts().andWhere('fact.id = :id', { id }));
      return facts.length === 0
        ? null
        : pageOf(facts, await referredIn(facts))
            .lines.toString()
            .trimEnd();
    },
    /** All facts that match. Rejects with BAD_USER_INPUT for a filter that can never match. */
    exportedFacts: async (filter: FactFilter | null): Promise<ExportTable> => {
      const where = await filterOf(filter);
      const read: ReadAfter = async (after, limit) => {
        const facts = await readFacts(
          current(where).andWhere('fact.id > :after', { after }).orderBy('fact.id').limit(limit),
        );
        return { count: facts.length, last: facts.at(-1)?.id ?? '', pages: () => pagesOf(facts) };
      };
      return {
        name: 'facts',
        columns: FACT_COLUMNS,
        count: () => current(where).select('fact.id').getCount(),
        pages: () => pageRows(read, FACTS_PER_STATEMENT),
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
