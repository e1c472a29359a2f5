import type { ExportPage } from './export-column';

/** Rows that one statement reads: about a megabyte. Of more, more outlives the young garbage; of fewer, planning would take much time. */
export const ROWS_PER_STATEMENT = 500;

/** Rows of a page. A text of more would be a large object, which the runtime frees late. */
export const ROWS_PER_PAGE = 50;

/** Some rows in the order of their key, those after `after`. */
export type ReadRows<Row> = (after: string, limit: number) => Promise<readonly Row[]>;

/**
 * All rows of a table, page by page, in the order of their key. The next rows are read while some are used, and no more: a reader
 * that stops holds those of two statements, and no connection. What a statement reads must not change with time.
 */
export async function* pageRows<Row>(
  read: ReadRows<Row>,
  { keyOf, lineOf, after = '' }: { keyOf(row: Row): string; lineOf(row: Row): string; after?: string },
): AsyncGenerator<ExportPage> {
  let next = read(after, ROWS_PER_STATEMENT);
  // If the reader stops, the next rows are never awaited: its rejection must not end the process.
  next.catch(() => undefined);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    const isLast = rows.length < ROWS_PER_STATEMENT;
    if (!isLast) {
      next = read(keyOf(last), ROWS_PER_STATEMENT);
      next.catch(() => undefined);
    }
    for (let at = 0; at < rows.length; at += ROWS_PER_PAGE) yield rows.slice(at, at + ROWS_PER_PAGE).map(lineOf);
    if (isLast) return;
  }
}
