import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ExportPage } from './export-column';

/** Rows that one statement reads: a page is about two megabytes. */
export const ROWS_PER_PAGE = 1000;

/** Pages of which one statement finds where they end. */
const PAGES_AHEAD = 16;

/** Pages that are read while one is used, each over a connection of its own. */
const READ_AT_ONCE = 2;

/** A key after which rows are read, and the last one that is read. Null: to the end. */
interface Range {
  readonly after: string;
  readonly upTo: string | null;
}

interface PagedTable<Entity extends ObjectLiteral, Row> {
  readonly db: EntityManager;
  /** A new query of all rows. What it reads must not change with time. */
  readonly query: () => SelectQueryBuilder<Entity>;
  /** SQL of the key of a row. */
  readonly key: string;
  /** Reads a query of some rows, which are in the order of their keys. */
  readonly read: (query: SelectQueryBuilder<Entity>) => Promise<readonly Row[]>;
  lineOf(row: Row): string;
}

/** The keys at which the next pages after a key end. */
const endsAfter = async <Entity extends ObjectLiteral>(
  { db, query, key }: PagedTable<Entity, unknown>,
  after: string,
): Promise<readonly string[]> => {
  const next = query()
    .select(key, 'id')
    .andWhere(`${key} > :after`, { after })
    .orderBy(key)
    .limit(ROWS_PER_PAGE * PAGES_AHEAD);
  const rows = await db
    .createQueryBuilder()
    .select('numbered.id', 'id')
    .from(`(SELECT id, row_number() OVER (ORDER BY id) AS number FROM (${next.getQuery()}) next)`, 'numbered')
    .where(`number % ${ROWS_PER_PAGE} = 0`)
    .orderBy('id')
    .setParameters(next.getParameters())
    .getRawMany<{ id: string }>();
  return rows.map(({ id }) => id);
};

async function* rangesOf<Entity extends ObjectLiteral>(table: PagedTable<Entity, unknown>): AsyncGenerator<Range> {
  for (let after = ''; ; ) {
    const ends = await endsAfter(table, after);
    for (const upTo of ends) {
      yield { after, upTo };
      after = upTo;
    }
    if (ends.length === PAGES_AHEAD) continue;
    yield { after, upTo: null };
    return;
  }
}

const readRange = <Entity extends ObjectLiteral, Row>(
  { query, key, read }: PagedTable<Entity, Row>,
  { after, upTo }: Range,
): Promise<readonly Row[]> => {
  const rows = query().andWhere(`${key} > :after`, { after }).orderBy(key);
  return read(upTo === null ? rows : rows.andWhere(`${key} <= :upTo`, { upTo }));
};

/**
 * All rows of a table, page by page, in the order of their keys. The next pages are read while one is used, and no more: a reader
 * that stops holds three pages, and no connection.
 */
export async function* pageRows<Entity extends ObjectLiteral, Row>(
  table: PagedTable<Entity, Row>,
): AsyncGenerator<ExportPage> {
  const reading: Promise<readonly Row[]>[] = [];
  for await (const range of rangesOf(table)) {
    const page = readRange(table, range);
    // If the reader stops, the page is never awaited: its rejection must not end the process.
    page.catch(() => undefined);
    reading.push(page);
    if (reading.length > READ_AT_ONCE) yield ((await reading.shift()) ?? []).map(table.lineOf);
  }
  for (const page of reading) {
    const rows = await page;
    if (rows.length > 0) yield rows.map(table.lineOf);
  }
}
