import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { readTestEnvironment, shareWithTests } from './environment';

/** One PostgreSQL for the whole run: the one DATABASE_URL names, else an embedded one in a folder of its own. */
const globalSetup = async (): Promise<void> => {
  const { DATABASE_URL } = readTestEnvironment();
  if (DATABASE_URL) return shareWithTests({ url: DATABASE_URL, stop: async () => undefined });
  const directory = mkdtempSync(join(tmpdir(), 'wizness-test-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: false });
  shareWithTests({ url: postgres.url('postgres'), stop: () => postgres.stop(), directory });
};

module.exports = globalSetup;
