import { readSettings } from './environment';
import { settings } from './settings';
import { databasePoolSettings } from './database-settings';
import { z } from 'zod';

const read = (variables: NodeJS.ProcessEnv) => readSettings({ pool: databasePoolSettings }, variables).pool;

test('The timeouts of statements are below the deadline of the gateway by default', () => {
  expect(read({})).toEqual({
    poolSize: 10,
    readWaitMs: 200,
    timeouts: { acquireMs: 2000, statementMs: 4000, lockMs: 1500 },
  });
  expect(read({ SUBGRAPH_TIMEOUT_MS: '1000' }).timeouts).toEqual({ acquireMs: 400, statementMs: 800, lockMs: 300 });
});

test('Timeouts that are set are obeyed, and must be below the deadline of the gateway', () => {
  expect(read({ DATABASE_LOCK_TIMEOUT_MS: '70', DATABASE_POOL_SIZE: '3' })).toMatchObject({
    poolSize: 3,
    timeouts: { lockMs: 70 },
  });
  expect(() => read({ DATABASE_STATEMENT_TIMEOUT_MS: '5000', DATABASE_ACQUIRE_TIMEOUT_MS: '9000' })).toThrow(
    /DATABASE_ACQUIRE_TIMEOUT_MS: must be less than SUBGRAPH_TIMEOUT_MS[^]*DATABASE_STATEMENT_TIMEOUT_MS: must be less/,
  );
  // Also if another setting is wrong.
  expect(() => read({ DATABASE_POOL_SIZE: '0', DATABASE_LOCK_TIMEOUT_MS: '9000' })).toThrow(
    /DATABASE_POOL_SIZE: must be a whole number of connections from 1 to 1000[^]*DATABASE_LOCK_TIMEOUT_MS: must be less/,
  );
});

test('A DATABASE_URL with a parameter that cannot be used is refused, and only the parameter is named', () => {
  const address = z.object({ DATABASE_URL: settings.databaseUrl });
  const refused = (url: string) => () => readSettings({ address }, { DATABASE_URL: url });
  const url = 'postgres://lea:secret@db.test/wizness';
  expect(refused(`${url}?sslmode=maximum`)).toThrow(
    /wrong:\n {2}DATABASE_URL: has an unknown sslmode "maximum"[^\n]*$/,
  );
  expect(refused(`${url}?sslmode=maximum`)).not.toThrow(/secret/);
  expect(refused('mysql://db.test')).toThrow(/wrong:\n {2}DATABASE_URL: must be a PostgreSQL address[^\n]*$/);
});
