/**
 * Runs an embedded PostgreSQL on the folder of its first argument, prints its URL, and runs until it is killed. It uses what was
 * built, because that starts in half of the time of the sources.
 */
import { createLogger } from '@wizness/kernel';
import { provideDatabase } from '../../dist/postgres/database.js';

const run = async (directory) => {
  const log = createLogger('owner', 'silent');
  const { url, stop } = await provideDatabase({ databaseUrl: null, DATA_DIR: directory }, { attach: false, log });
  process.stdout.write(`${String(url)}\n`);
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  setInterval(() => undefined, 60_000);
};

run(process.argv[2] ?? '').catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
