import { z } from 'zod';

/**
 * A backup is a text file, compressed by gzip. Its first line is the header. Each table follows as a line of JSON, its rows in
 * the text format of COPY, one on each line, and the line `\.`. Then come the sequences, and last the end with the number of
 * rows, without which the backup is incomplete.
 */
export const FORMAT = 'wizness-backup-1';

/** Ends the rows of a table. No row is equal to it, because COPY doubles a backslash in a value. */
export const END_OF_ROWS = '\\.';

export const headerLine = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** The migrations of each database schema. */
  migrations: z.record(z.string(), z.array(z.string())),
});

export const entryLine = z.union([
  z.object({ table: z.string(), columns: z.array(z.string()).min(1) }),
  z.object({ sequence: z.string(), value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() }),
  z.object({ end: z.object({ tables: z.int(), rows: z.int() }) }),
]);

export type BackupHeader = z.output<typeof headerLine>;
