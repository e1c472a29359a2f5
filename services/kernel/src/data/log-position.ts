import type { EntityManager } from 'typeorm';

/** A position in the write-ahead log of PostgreSQL, as its type `pg_lsn` prints it: `16/B374D848`. */
export type LogPosition = string;

const FORMAT = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i;

/** Later than any position that a standby can have replayed. */
export const UNREACHABLE_POSITION: LogPosition = 'FFFFFFFF/FFFFFFFF';

const HIGH = 32n;

/** A position as the number of bytes before it; null if the text is none. */
export const bytesBefore = (position: LogPosition): bigint | null => {
  const [, high, low] = FORMAT.exec(position) ?? [];
  return high === undefined ? null : (BigInt(`0x${high}`) << HIGH) + BigInt(`0x${low}`);
};

/** The end of the log of a primary: everything that was committed is before it. */
export const readEndOfLog = async (db: EntityManager): Promise<LogPosition> => {
  const [row] = await db.query<{ position: string }[]>('SELECT pg_current_wal_insert_lsn()::text AS position');
  if (!row) throw new Error('PostgreSQL returned no position.');
  return row.position;
};
