import type { ExportPage } from './export-column';

/** Rows that one statement reads: a page is about four megabytes. Of fewer, planning would take a tenth of the time. */
export const ROWS_PER_PAGE = 2000;

/** Some rows in the order of their key, those after `after`. */
export type ReadRows<Row> = (after: string, limit: number) => Promise<readonly Row[]>;

/**
 * All rows of a table, page by page, in the order of their key. The next page is read while one is used, and no more: a reader
 * that stops holds two pages, and no connection. What the statement of a page reads must not change with time.
 */
export async function* pageRows<Row>(
  read: ReadRows<Row>,
  { keyOf, lineOf, after = '' }: { keyOf(row: Row): string; lineOf(row: Row): string; after?: string },
): AsyncGenerator<ExportPage> {
  let next = read(after, ROWS_PER_PAGE);
  // If the reader stops, the next page is never awaited: its rejection must not end the process.
  next.catch(() => undefined);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    const isLast = rows.length < ROWS_PER_PAGE;
    if (!isLast) {
      next = read(keyOf(last), ROWS_PER_PAGE);
      next.catch(() => undefined);
    }
    yield rows.map(lineOf);
    if (isLast) return;
  }
}
