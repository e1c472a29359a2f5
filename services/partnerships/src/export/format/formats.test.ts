import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import type { ExportColumn, ExportRow, ExportTable } from '../export-column';
import { FACT_COLUMNS } from '../fact-columns';
import { pageOf } from '../page-rows';
import { writeTable } from './formats';

const COLUMNS: readonly ExportColumn[] = (
  ['text', 'integer', 'boolean', 'decimal', 'date', 'instant', 'json'] as const
).map((kind) => ({ name: kind, kind, description: kind }));

const HOSTILE = ['=1', '  +1', '-2', '@x', '＝1', "'quoted", '\tx', '\r\nx', 'a,b', '"q"', 'é🚲\u2028', '', 'plain'];

const rowOf = (text: string | null, index: number): ExportRow => ({
  text,
  integer: index,
  boolean: index % 2 === 0,
  decimal: text === null ? null : `${index % 3 === 0 ? '-' : ''}12345678901234567.${index}00000001`,
  date: text === null ? null : '0998-02-03',
  instant: '2026-11-29T22:05:11.123Z',
  json: text === null ? [] : [{ quote: text }],
});

const tableOf = (rows: readonly ExportRow[], columns = COLUMNS, name = 'facts'): ExportTable => ({
  name,
  columns,
  pages: async function* () {
    for (let start = 0; start < rows.length; start += 7) {
      yield pageOf(rows.slice(start, start + 7).map((row) => JSON.stringify(row)));
    }
  },
});

const written = async (format: Parameters<typeof writeTable>[0], table: ExportTable): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeTable(format, table, null)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Cells of CSV as of RFC 4180. */
const parseCsv = (text: string): string[][] =>
  text
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .slice(0, -1)
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
      ),
    );

const ROWS = [...HOSTILE, null].map(rowOf);

describe('The formats of exports', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wizness-formats-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('CSV gives every text back once its apostrophe is taken away, and no cell is a formula', async () => {
    const [header, ...lines] = parseCsv((await written('csv', tableOf(ROWS))).toString());
    expect(header).toEqual(COLUMNS.map(({ name }) => name));
    const cells = lines.map(([text = '']) => text);
    expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual([...HOSTILE, '']);
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝]|^[\t\r\n]/);
    expect(lines.map(([, , , decimal = '']) => decimal)).toEqual(ROWS.map(({ decimal }) => decimal ?? ''));
  });

  const MANY = Array.from({ length: 6000 }, (_, index) => rowOf(HOSTILE[index % 20] ?? null, index));

  test('Parquet is read by DuckDB with its types, and no decimal is rounded', async () => {
    const path = join(folder, 'facts.parquet');
    writeFileSync(path, await written('parquet', tableOf(MANY)));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${path}'`);
    expect(Object.fromEntries(types.getRows().map(([name, type]) => [name, type]))).toEqual({
      ...{ text: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN', decimal: 'DECIMAL(38,9)', decimal_text: 'VARCHAR' },
      ...{ date: 'DATE', instant: 'TIMESTAMP WITH TIME ZONE', json: 'VARCHAR' },
    });
    const read = await connection.runAndReadAll(`SELECT text, integer, CAST(date AS VARCHAR) AS day, decimal_text,
      CAST(decimal AS VARCHAR) AS decimal, epoch_ms(instant) AS ms, json FROM '${path}' ORDER BY integer`);
    const rows = read.getRowObjectsJson();
    /** More than nine places are in the text alone. */
    const stored = (decimal: unknown): number | null =>
      typeof decimal === 'string' && /\.\d{1,9}$/.test(decimal) ? Number(decimal) : null;
    expect(rows.map(({ decimal, ...row }) => ({ ...row, decimal: decimal && Number(decimal) }))).toEqual(
      MANY.map(({ text, integer, date, decimal, instant, json }) => ({
        ...{ text, integer, day: date, decimal_text: decimal, decimal: stored(decimal) },
        ...{ ms: String(Date.parse(String(instant))), json: JSON.stringify(json) },
      })),
    );
    connection.closeSync();
  });

  test('Parquet is read by hyparquet, and has its columns without rows too', async () => {
    const bytes = await written('parquet', tableOf(MANY));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const rows = await parquetReadObjects({ file, columns: ['text', 'decimal_text'] });
    expect(rows.map(({ text, decimal_text }) => [text ?? null, decimal_text ?? null])).toEqual(
      MANY.map(({ text, decimal }) => [text, decimal]),
    );
    const empty = join(folder, 'empty.parquet');
    writeFileSync(empty, await written('parquet', tableOf([], FACT_COLUMNS)));
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const types = await connection.runAndReadAll(`DESCRIBE SELECT * FROM '${empty}'`);
    expect(types.getRows().map(([name]) => name)).toEqual(
      FACT_COLUMNS.flatMap(({ name, kind }) => (kind === 'decimal' ? [name, `${name}_text`] : [name])),
    );
    connection.closeSync();
    expect(readFileSync(empty).subarray(0, 4).toString()).toBe('PAR1');
  });
});
