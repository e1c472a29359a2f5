/** A value of a result: SQLite has no others. */
export type Cell = string | number | null;

/** What the page asks of the worker. */
export type SqlRequest =
  | { readonly kind: 'open'; readonly file: ArrayBuffer }
  | { readonly kind: 'run'; readonly sql: string };

export interface Column {
  readonly name: string;
  /** Type in SQLite. */
  readonly type: string;
}

export interface Opened {
  readonly kind: 'opened';
  readonly rows: number;
  readonly columns: readonly Column[];
}

export interface Answer {
  readonly kind: 'answer';
  readonly columns: readonly string[];
  /** At most {@link MAX_ROWS}. */
  readonly rows: readonly (readonly Cell[])[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** What the worker says. A failure has the words of SQLite, or of the reader of Parquet files. */
export type SqlResponse = Opened | Answer | { readonly kind: 'failed'; readonly message: string };

/** So many rows of a result are shown. */
export const MAX_ROWS = 1000;
