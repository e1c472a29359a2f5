import { type DatabaseUrls, ensureDatabase, type Logger } from '@wizness/kernel';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';

export interface DatabaseSettings {
  /** Existing databases. Null: the embedded PostgreSQL. */
  readonly databaseUrl: DatabaseUrls | null;
  /** Folder of the embedded PostgreSQL. */
  readonly DATA_DIR: string;
}

/** The databases of the services, and how to release them. */
export interface ProvidedDatabase {
  readonly url: DatabaseUrls;
  /** Stops the embedded PostgreSQL if it was started for this database. */
  stop(): Promise<void>;
}

export interface ProvideOptions {
  /** Whether to use the embedded PostgreSQL of another program if one runs on the same data. Otherwise it is an error. */
  readonly attach: boolean;
  readonly log: Logger;
}

/** Name of the database in the embedded PostgreSQL. */
const DATABASE = 'wizness';

/** The databases of the settings. Rejects if the embedded PostgreSQL cannot be started. */
export const provideDatabase = async (
  { databaseUrl, DATA_DIR }: DatabaseSettings,
  { attach, log }: ProvideOptions,
): Promise<ProvidedDatabase> => {
  if (databaseUrl) return { url: databaseUrl, stop: async () => undefined };
  const running = attach ? findRunningPostgres(DATA_DIR) : null;
  const postgres = running ?? (await startEmbeddedPostgres({ directory: DATA_DIR, durable: true, log }));
  const url = postgres.url(DATABASE);
  try {
    await ensureDatabase(url);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { url, stop: () => postgres.stop() };
};

/** Runs `work` on the databases of the settings, which other programs may be using at the same time. */
export const withDatabase = async <Result>(
  settings: DatabaseSettings,
  log: Logger,
  work: (url: DatabaseUrls) => Promise<Result>,
): Promise<Result> => {
  const { url, stop } = await provideDatabase(settings, { attach: true, log });
  try {
    return await work(url);
  } finally {
    await stop();
  }
};
