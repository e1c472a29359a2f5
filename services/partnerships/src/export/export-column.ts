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

/** Some rows. */
export interface ExportPage {
  readonly count: number;
  /** Each row as a line of JSON in UTF-8, with the keys in a fixed order. */
  readonly lines: Buffer;
}

/** The rows of a page. */
export const rowsIn = ({ lines }: ExportPage): ExportRow[] => {
  const rows: ExportRow[] = [];
  for (let start = 0, end = lines.indexOf('\n'); end !== -1; start = end + 1, end = lines.indexOf('\n', start))
    rows.push(JSON.parse(lines.toString('utf8', start, end)) as ExportRow);
  return rows;
};

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
