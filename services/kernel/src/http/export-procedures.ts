import { z } from 'zod';
import { byteStreamProcedure, internalProcedure } from './procedure';

/** Formats of files that the graph is taken away in. */
export const EXPORT_FORMATS = ['csv', 'ndjson', 'jsonld', 'parquet', 'graphml', 'json', 'zip'] as const;

export type ExportFormatName = (typeof EXPORT_FORMATS)[number];

/** What is exported, in which format, and the parameters of the request in their order. */
const EXPORT_REQUEST = z.object({
  table: z.enum(['facts', 'organisations', 'network', 'package']),
  format: z.enum(EXPORT_FORMATS),
  parameters: z.array(z.tuple([z.string().max(100), z.string().max(16_384)])).max(200),
});

export type ExportRequest = z.output<typeof EXPORT_REQUEST>;

const OPENED_EXPORT = z.object({
  /** The moment that the export shows. Reading it again at this moment gives the same rows. */
  knownAt: z.iso.datetime(),
  /** Equal for equal bytes: it changes with the moment, the filter, and what the caller may see. */
  tag: z.string(),
  /** Where a delta continues. Null for what has no deltas. */
  cursor: z.string().nullable(),
});

/**
 * `POST /open-export`: checks a request, and gives it its moment. Rejects with BAD_USER_INPUT for a parameter that it does not
 * have, or a format that the table does not have, and with INVALID_CURSOR for a cursor of another export.
 */
export const openExportProcedure = internalProcedure('open-export', EXPORT_REQUEST, OPENED_EXPORT, {
  maxBodyBytes: 1024 * 1024,
});

/** `POST /read-export`: the bytes of the file at the moment that `open-export` gave. */
export const readExportProcedure = byteStreamProcedure(
  'read-export',
  EXPORT_REQUEST.extend({
    knownAt: z.iso.datetime(),
    /** The address of the request, which a package names. */
    address: z.url(),
  }),
  { maxBodyBytes: 1024 * 1024 },
);

const ID = z.object({ id: z.string().max(100) });

/** `POST /read-fact`: one version of a fact as a row of the export, in JSON. Null if there is none that the caller may see. */
export const readFactProcedure = internalProcedure('read-fact', ID, z.object({ fact: z.string().nullable() }));

/** `POST /read-source-text`: the text of a source. Null if there is none that the caller may read. */
export const readSourceTextProcedure = internalProcedure(
  'read-source-text',
  ID,
  z.object({ text: z.string().nullable() }),
);
