import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { REPOSITORY } from '../../folders';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { startServerPair } from '../../postgres/server-pair';
import { readTestEnvironment, setTestEnvironment } from './environment';
import { memoryFolder } from './memory-folder';

/** Each suite creates databases, of about a thousand files each. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/** Builds what has changed: some tests start the programs of `dist`, and the explorer renders the pages of the gateway. */
const build = (): void => {
  execFileSync(process.execPath, [join(REPOSITORY, 'infra', 'build.mjs')], { stdio: 'inherit' });
};

/** Starts one PostgreSQL for the whole run: that of DATABASE_URL, or an embedded one in a temporary folder, with a standby if asked for. */
const globalSetup = async (): Promise<void> => {
  build();
  const { DATABASE_URL, TEST_REPLICAS } = readTestEnvironment();
  if (DATABASE_URL) return setTestEnvironment({ url: DATABASE_URL, stop: async () => undefined });
  const directory = mkdtempSync(join(memoryFolder(NEEDED_BYTES), 'wizness-test-'));
  if (TEST_REPLICAS === '1') {
    const pair = await startServerPair({ directory, isSynchronous: false });
    const [url, standbyUrl] = [pair.primary.url('postgres'), pair.standby.url('postgres')];
    return setTestEnvironment({ url, standbyUrl, stop: () => pair.stop(), directory });
  }
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log: createLogger('postgres', 'warn') });
  setTestEnvironment({ url: postgres.url('postgres'), stop: () => postgres.stop(), directory });
};

module.exports = globalSetup;
