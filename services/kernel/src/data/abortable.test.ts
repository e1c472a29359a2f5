import { BACKGROUND_TIMEOUTS } from './timeouts';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createLogger } from '../runtime/log';
import { abortableManager } from './abortable';
import { openServiceDatabase, type ServiceDatabase } from './postgres';

const SLEEP = 'SELECT pg_sleep(5)';
const REASON = new Error('the result is no longer needed');

let database: TestDatabase;
let db: DataSource;
let login: ServiceDatabase['login'];
/** Sees the statements of other roles too. */
let watcher: DataSource;

beforeAll(async () => {
  database = await cloneDatabase('abortable', async () => undefined);
  const storage = { schema: 'abortable', entities: [], migrations: [] };
  const settings = {
    url: database.url,
    log: createLogger('abortable', 'silent'),
    poolSize: 2,
    timeouts: BACKGROUND_TIMEOUTS,
  };
  ({ dataSource: db, login } = await openServiceDatabase(settings, storage));
  watcher = await new DataSource({ type: 'postgres', url: database.url, poolSize: 1 }).initialize();
  await db.query('CREATE TABLE notes (text text)');
});
afterAll(async () => {
  await watcher.destroy();
  await db.destroy();
  await database.drop();
});

const start = () => {
  const controller = new AbortController();
  return { controller, manager: abortableManager(db, { url: database.url, login }, controller.signal) };
};

const sleeping = async (): Promise<number> => {
  const [row] = await watcher.query<{ count: string }[]>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = $1`,
    [SLEEP],
  );
  return Number(row?.count);
};

const waitUntilSleeping = async (): Promise<void> => {
  while ((await sleeping()) === 0) await pause(20);
};

test('A manager whose signal is not aborted reads, writes and commits', async () => {
  const { manager } = start();
  await manager.transaction((tx) => tx.query(`INSERT INTO notes VALUES ('kept')`));
  expect(await manager.query('SELECT text FROM notes')).toEqual([{ text: 'kept' }]);
});

test('No statement is sent after the abort', async () => {
  const { controller, manager } = start();
  controller.abort(REASON);
  await expect(manager.query('SELECT 1')).rejects.toBe(REASON);
  await expect(manager.transaction((tx) => tx.query('SELECT 1'))).rejects.toBe(REASON);
});

test('A running statement is cancelled in the database, and its connection is used again', async () => {
  const { controller, manager } = start();
  const statement = manager.query(SLEEP).catch((error: unknown) => error);
  await waitUntilSleeping();
  controller.abort(REASON);
  expect(await statement).toBe(REASON);
  // The server reports that it is idle a moment after it has sent the error.
  while ((await sleeping()) > 0) await pause(5);
  // More than there are connections in the pool.
  const results = await Promise.all([1, 2, 3, 4].map((n) => db.query(`SELECT ${n} AS n`)));
  expect(results).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }], [{ n: 4 }]]);
});

test('A transaction is rolled back, and its connection has no open transaction', async () => {
  const { controller, manager } = start();
  const work = manager.transaction(async (tx) => {
    await tx.query(`INSERT INTO notes VALUES ('lost')`);
    await tx.query(SLEEP);
  });
  const outcome = work.catch((error: unknown) => error);
  await waitUntilSleeping();
  controller.abort(REASON);
  expect(await outcome).toBe(REASON);
  expect(await db.query(`SELECT 1 FROM notes WHERE text = 'lost'`)).toEqual([]);
  const idle = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`;
  expect(await watcher.query(idle)).toEqual([]);
});
