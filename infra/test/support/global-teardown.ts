import { rmSync } from 'node:fs';
import { dropTestDatabases } from '@wizness/kernel/testing';

const globalTeardown = async (): Promise<void> => {
  const postgres = globalThis.testPostgres;
  if (!postgres) return;
  await dropTestDatabases();
  await postgres.stop();
  if (postgres.directory) rmSync(postgres.directory, { recursive: true, force: true });
};

module.exports = globalTeardown;
