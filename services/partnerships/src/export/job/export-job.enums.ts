import { registerEnumType } from 'type-graphql';
import type { TableFormat } from '../format/formats';

export enum ExportFormat {
  CSV = 'CSV',
  NDJSON = 'NDJSON',
  JSON_LD = 'JSON_LD',
  PARQUET = 'PARQUET',
}
registerEnumType(ExportFormat, {
  name: 'ExportFormat',
  description: 'Format of an export.',
  valuesConfig: {
    CSV: { description: 'CSV, RFC 4180, UTF-8.' },
    NDJSON: { description: 'One JSON object per line.' },
    JSON_LD: { description: 'JSON-LD.' },
    PARQUET: { description: 'Apache Parquet.' },
  },
});

/** The extensions of files of facts. */
export const EXTENSIONS: Readonly<Record<ExportFormat, TableFormat>> = {
  CSV: 'csv',
  NDJSON: 'ndjson',
  JSON_LD: 'jsonld',
  PARQUET: 'parquet',
};
