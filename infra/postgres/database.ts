import { ensureDatabase } from '@wizness/kernel';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';

export interface DatabasePlace {
  /** A PostgreSQL of one's own; else the embedded one. */
  readonly DATABASE_URL?: string;
  readonly DATA_DIR: string;
}

/** A database, for as long as it is used. */
export interface ProvidedDatabase {
  readonly url: string;
  /** Ends what was started for it. */
  stop(): Promise<void>;
}

/** The database of the embedded PostgreSQL. */
const DATABASE = 'wizness';

/**
 * The database that the settings name. Where another program already runs the embedded PostgreSQL on the same data,
 * `join` uses that one, and it rejects otherwise.
 */
export const provideDatabase = async (
  { DATABASE_URL, DATA_DIR }: DatabasePlace,
  { join }: { readonly join: boolean },
): Promise<ProvidedDatabase> => {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => undefined };
  const running = findRunningPostgres(DATA_DIR);
  if (running && !join) {
    throw new Error(
      `The data in ${running.directory} is in use. Does Wizness Graph run already? Stop it, or set DATA_DIR to another folder.\n` +
        `(If it was killed, its PostgreSQL may still run: the first line of ${running.directory}/cluster/postmaster.pid is its process id; end that with SIGINT.)`,
    );
  }
  const postgres = running ?? (await startEmbeddedPostgres({ directory: DATA_DIR, durable: true }));
  const url = postgres.url(DATABASE);
  try {
    await ensureDatabase(url);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url, stop: () => postgres.stop() };
};

/** Lets `work` use the database that the settings name, beside whoever uses it already. */
export const withDatabase = async <Result>(
  place: DatabasePlace,
  work: (url: string) => Promise<Result>,
): Promise<Result> => {
  const { url, stop } = await provideDatabase(place, { join: true });
  try {
    return await work(url);
  } finally {
    await stop();
  }
};
