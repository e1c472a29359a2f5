import { ensureDatabase } from '@wizness/kernel';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';

export interface DatabasePlace {
  /** A PostgreSQL of one's own; else the embedded one. */
  readonly DATABASE_URL?: string;
  readonly DATA_DIR: string;
}

/** The database of the embedded PostgreSQL. */
export const DATABASE = 'wizness';

/**
 * Lets `work` use the database that the settings name. The embedded PostgreSQL is shared with whoever runs it already;
 * where nobody does it runs for this long.
 */
export const withDatabase = async <Result>(
  place: DatabasePlace,
  work: (url: string) => Promise<Result>,
): Promise<Result> => {
  if (place.DATABASE_URL) return work(place.DATABASE_URL);
  const directory = place.DATA_DIR;
  const postgres = findRunningPostgres(directory) ?? (await startEmbeddedPostgres({ directory, durable: true }));
  try {
    const url = postgres.url(DATABASE);
    await ensureDatabase(url);
    return await work(url);
  } finally {
    await postgres.stop();
  }
};
