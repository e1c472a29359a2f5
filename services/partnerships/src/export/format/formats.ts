import type { ExportFormatName, ExportRequest } from '@wizness/kernel';
import type { ExportTable } from '../export-column';
import { writeCsv } from './csv';
import { writeGraphml } from './graphml';
import { writeJsonLd } from './json-ld';
import { writeNdjson } from './ndjson';
import { writeParquet } from './parquet';

/** What a table is written in. An archive of them is a package; a network in JSON has positions too. */
export type TableFormat = Exclude<ExportFormatName, 'zip' | 'json'>;

type Write = (table: ExportTable, ending: string | null) => AsyncIterable<string | Uint8Array>;

const WRITERS: Readonly<Record<TableFormat, Write>> = {
  csv: writeCsv,
  ndjson: writeNdjson,
  jsonld: writeJsonLd,
  parquet: writeParquet,
  graphml: writeGraphml,
};

/** The formats of each table. */
export const FORMATS: Readonly<Record<ExportRequest['table'], readonly ExportFormatName[]>> = {
  facts: ['csv', 'ndjson', 'jsonld', 'parquet'],
  organisations: ['csv', 'ndjson', 'jsonld', 'parquet'],
  network: ['csv', 'graphml', 'json'],
  package: ['zip'],
};

/** The bytes of a table in a format. `ending` is the last line of a delta. */
export async function* writeTable(
  format: TableFormat,
  table: ExportTable,
  ending: string | null,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of WRITERS[format](table, ending))
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
