import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { startEmbeddedPostgres } from '@wizness/infra';

/** Runs `work` on an empty database of a PostgreSQL server that is stopped and deleted afterwards. */
export const withTemporaryPostgres = async (work: (databaseUrl: string) => Promise<void>): Promise<void> => {
  const directory = mkdtempSync(join(tmpdir(), 'wizness-schema-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log: createLogger('postgres', 'warn') });
  try {
    await work(postgres.url('postgres'));
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};
