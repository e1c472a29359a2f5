import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import { type ColumnKind, type ExportColumn, type ExportRow, type ExportTable, rowsIn } from '../export-column';

type SchemaElement = ParquetWriter['schema'][number];

/** Rows of a group: of more, a file takes more memory while it is written. */
const GROUP_ROWS = 5000;

/** Places of DECIMAL columns, and all digits that 16 bytes hold. */
const [SCALE, PRECISION] = [9, 38];
const DECIMAL = new RegExp(`^(-?)(\\d{1,${PRECISION - SCALE}})(?:\\.(\\d{1,${SCALE}})0*)?$`);

/** The whole number of 10⁻⁹ parts. Null for a number with more digits: the column beside it has them as text. */
const scaled = (text: string): bigint | null => {
  const [, sign = '', whole, places = ''] = DECIMAL.exec(text) ?? [];
  return whole === undefined ? null : BigInt(`${sign}${whole}${places.padEnd(SCALE, '0')}`);
};

const utf8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;

/** How each kind is stored, and its values from those of JSON. */
const STORED: Readonly<Record<ColumnKind, { readonly element: Partial<SchemaElement>; of(value: never): unknown }>> = {
  text: { element: utf8, of: (value: string) => value },
  json: { element: utf8, of: (value: unknown) => JSON.stringify(value) },
  integer: { element: { type: 'INT32' }, of: (value: number) => value },
  boolean: { element: { type: 'BOOLEAN' }, of: (value: boolean) => value },
  date: { element: { type: 'INT32', converted_type: 'DATE' }, of: (value: string) => new Date(value) },
  instant: {
    element: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } },
    of: (value: string) => new Date(value),
  },
  decimal: {
    element: {
      ...{ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL' },
      ...{ scale: SCALE, precision: PRECISION },
    },
    of: scaled,
  },
};

interface StoredColumn {
  /** The column of the table. */
  readonly source: string;
  readonly name: string;
  readonly kind: ColumnKind;
}

/** As a table of text formats, and beside each decimal its text: readers that have only doubles would round it. */
const columnsOf = (columns: readonly ExportColumn[]): readonly StoredColumn[] =>
  columns.flatMap(({ name, kind }): StoredColumn[] =>
    kind === 'decimal'
      ? [
          { source: name, name, kind },
          { source: name, name: `${name}_text`, kind: 'text' },
        ]
      : [{ source: name, name, kind }],
  );

/**
 * Apache Parquet with the schema of the columns, also without rows. Dates are DATE, instants TIMESTAMP in UTC, decimals
 * DECIMAL(38, 9) with the exact text in a column beside it, lists are JSON text.
 */
export async function* writeParquet({ columns, pages }: ExportTable): AsyncGenerator<Uint8Array> {
  const stored = columnsOf(columns);
  const schema = [
    { name: 'root', num_children: stored.length },
    ...stored.map(({ name, kind }) => ({ ...STORED[kind].element, name, repetition_type: 'OPTIONAL' as const })),
  ] as SchemaElement[];
  const buffer = new ByteWriter();
  const writer = new ParquetWriter({ writer: buffer, schema, createdBy: 'Wizness Graph' });
  /** What is written so far. The offsets in the file go on. */
  const taken = (): Uint8Array => {
    const bytes = Uint8Array.from(buffer.getBytes());
    buffer.index = 0;
    return bytes;
  };
  const write = async (rows: readonly ExportRow[]): Promise<Uint8Array> => {
    const columnData = stored.map(({ source, name, kind }): ColumnSource => {
      const of = STORED[kind].of as (value: unknown) => unknown;
      return { name, data: rows.map((row) => (row[source] == null ? null : of(row[source]))) };
    });
    await writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    return taken();
  };
  let rows: ExportRow[] = [];
  for await (const page of pages()) {
    rows.push(...rowsIn(page));
    if (rows.length < GROUP_ROWS) continue;
    yield await write(rows);
    rows = [];
  }
  if (rows.length > 0) yield await write(rows);
  await writer.finish();
  yield taken();
}
