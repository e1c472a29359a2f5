import { ensureDatabase } from '@wizness/kernel';
import { findRunningPostgres, startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { DATABASE } from '../postgres/with-database';
import type { StartEnvironment } from './environment';
import { type Life, say } from './life';

/**
 * Address of the database to use: the one that DATABASE_URL names, else one in an embedded PostgreSQL that lives as
 * long as this program. Rejects where another program already runs on the same data.
 */
export const provideDatabase = async (
  { DATABASE_URL, DATA_DIR }: Pick<StartEnvironment, 'DATABASE_URL' | 'DATA_DIR'>,
  life: Life,
): Promise<string> => {
  if (DATABASE_URL) return DATABASE_URL;
  const running = findRunningPostgres(DATA_DIR);
  if (running) {
    throw new Error(
      `The data in ${running.directory} is in use. Does Wizness Graph run already? Stop it, or set DATA_DIR to another folder.\n` +
        `(If it was killed, its PostgreSQL may still run: the first line of ${running.directory}/cluster/postmaster.pid is its process id; end that with SIGINT.)`,
    );
  }
  say('Starting PostgreSQL …');
  const postgres = await startEmbeddedPostgres({ directory: DATA_DIR, durable: true });
  await life.owns(() => postgres.stop());
  const url = postgres.url(DATABASE);
  await ensureDatabase(url);
  return url;
};
