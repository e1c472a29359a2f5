/** What the cells of a column hold, for formats that have types. `json` is a list of objects, in text formats as JSON. */
export type ColumnKind = 'text' | 'integer' | 'boolean' | 'decimal' | 'date' | 'instant' | 'json';

/** A column of an exported table. */
export interface ExportColumn {
  /** The key of rows in NDJSON, and the name in the other formats. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** In one sentence, with what null means. */
  readonly description: string;
}

/** One row: JSON values by the names of the columns. Decimals and dates are text. */
export type ExportRow = Readonly<Record<string, unknown>>;

/** Some rows, each as JSON text with the keys in a fixed order. */
export type ExportPage = readonly string[];

/** A table that is exported, at one moment and as one caller sees it. */
export interface ExportTable {
  /** Name of the file without its extension. */
  readonly name: string;
  /** In their order. */
  readonly columns: readonly ExportColumn[];
  /** All rows, in pages. No connection is held between two pages. */
  readonly pages: () => AsyncIterable<ExportPage>;
  /** The number of rows, where it is counted. */
  readonly count?: () => Promise<number>;
}
