import { ensureDatabase } from '@wizness/kernel';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';

export interface DatabaseSettings {
  /** An existing PostgreSQL. Unset: the embedded one. */
  readonly DATABASE_URL?: string;
  /** Folder of the embedded PostgreSQL. */
  readonly DATA_DIR: string;
}

/** A database, and how to release it. */
export interface ProvidedDatabase {
  readonly url: string;
  /** Stops the embedded PostgreSQL if it was started for this database. */
  stop(): Promise<void>;
}

/** Name of the database in the embedded PostgreSQL. */
const DATABASE = 'wizness';

/**
 * The database of the settings. If another program already runs the embedded PostgreSQL on the same data, `attach` uses
 * that server; without `attach` this rejects.
 */
export const provideDatabase = async (
  { DATABASE_URL, DATA_DIR }: DatabaseSettings,
  { attach }: { readonly attach: boolean },
): Promise<ProvidedDatabase> => {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => undefined };
  const running = findRunningPostgres(DATA_DIR);
  if (running && !attach) {
    throw new Error(
      `Another process is using the data in ${running.directory}. If Wizness Graph is already running, stop it, or set DATA_DIR to another folder.\n` +
        `If it was killed, its PostgreSQL may still be running: send SIGINT to the process id in the first line of ${running.directory}/cluster/postmaster.pid.`,
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

/** Runs `work` on the database of the settings, which other programs may be using at the same time. */
export const withDatabase = async <Result>(
  settings: DatabaseSettings,
  work: (url: string) => Promise<Result>,
): Promise<Result> => {
  const { url, stop } = await provideDatabase(settings, { attach: true });
  try {
    return await work(url);
  } finally {
    await stop();
  }
};
