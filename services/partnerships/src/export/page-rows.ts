import type { ExportPage } from './export-column';

/** Rows that one statement reads: about a megabyte. */
const ROWS_PER_STATEMENT = 500;

/** What one statement has read. */
export interface ReadRows {
  readonly count: number;
  /** Key of the last row. */
  readonly last: string;
  /** Its rows as pages. */
  pages(): AsyncIterable<ExportPage> | Iterable<ExportPage>;
}

/** Reads some rows in the order of their key, those after `after`, at most `limit`. */
export type ReadAfter = (after: string, limit: number) => Promise<ReadRows>;

/**
 * All rows of a table, page by page, in the order of their key, `limit` by one statement. The next ones are read while some are used,
 * and no more: a reader that stops holds those of two statements, and no connection. What a statement reads must not change with
 * time.
 */
export async function* pageRows(read: ReadAfter, limit = ROWS_PER_STATEMENT): AsyncGenerator<ExportPage> {
  const start = (after: string): Promise<ReadRows> => {
    const reading = read(after, limit);
    // If the reader stops, the next rows are never awaited: its rejection must not end the process.
    reading.catch(() => undefined);
    return reading;
  };
  let next = start('');
  for (;;) {
    const { count, last, pages } = await next;
    const isLast = count < limit;
    if (!isLast) next = start(last);
    if (count > 0) yield* pages();
    if (isLast) return;
  }
}

/** Lines of JSON as a page. */
export const pageOf = (lines: readonly string[]): ExportPage => ({
  count: lines.length,
  lines: Buffer.from(lines.map((line) => `${line}\n`).join('')),
});

/** Rows that are read as lines of JSON. */
export const readLines = (rows: readonly { readonly id: string; readonly line: string }[]): ReadRows => ({
  count: rows.length,
  last: rows.at(-1)?.id ?? '',
  pages: () => [pageOf(rows.map(({ line }) => line))],
});
