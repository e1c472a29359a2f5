import type { ExportFormatName, ExportRequest } from '@wizness/kernel';
import type { ExportTable } from '../export-column';
import { writeCsv } from './csv';
import { writeNdjson } from './ndjson';

type Write = (table: ExportTable, ending: string | null) => AsyncIterable<string | Uint8Array>;

const WRITERS: Partial<Record<ExportFormatName, Write>> = { csv: writeCsv, ndjson: writeNdjson };

/** The formats of each table. */
export const FORMATS: Readonly<Record<ExportRequest['table'], readonly ExportFormatName[]>> = {
  facts: ['csv', 'ndjson'],
  organisations: [],
  network: [],
};

/** The bytes of a table in a format. `ending` is the last line of a delta. */
export async function* writeTable(
  format: ExportFormatName,
  table: ExportTable,
  ending: string | null,
): AsyncGenerator<Uint8Array> {
  const write = WRITERS[format];
  if (!write) throw new TypeError(`There is no writer of ${format}.`);
  for await (const chunk of write(table, ending)) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
