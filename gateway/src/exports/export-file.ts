import type { ExportFormatName, ExportRequest } from '@wizness/kernel';

/** Media types of the formats. */
export const MEDIA_TYPES: Readonly<Record<ExportFormatName, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  graphml: 'application/graphml+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
};

const FILE = /^(facts|organisations|network|package)\.(csv|ndjson|jsonld|parquet|graphml|json|zip)(\.sha256)?$/;

/** What the last part of a path names. */
export interface ExportFile {
  /** `facts.csv`. */
  readonly name: string;
  readonly table: ExportRequest['table'];
  readonly format: ExportFormatName;
  /** Whether the digest of the file is asked for, and not the file. */
  readonly isDigest: boolean;
}

/** Reads the name of a file, such as `facts.csv` or `facts.csv.sha256`. Null for another name. */
export const readFileName = (path: string): ExportFile | null => {
  const [, table, format, digest] = FILE.exec(path) ?? [];
  if (table === undefined) return null;
  return {
    name: `${table}.${format}`,
    table: table as ExportRequest['table'],
    format: format as ExportFormatName,
    isDigest: digest !== undefined,
  };
};

/** The parameters of a URL, in their order. */
export const parametersOf = (url: string): ExportRequest['parameters'] => [
  ...new URLSearchParams(url.split('?')[1] ?? ''),
];
