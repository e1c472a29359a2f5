import { BACKGROUND_TIMEOUTS } from './timeouts';
import { DataSource, type EntityManager } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { waitUntil } from '../../test/support/wait-until';
import { createLogger } from '../runtime/log';
import { abortableManager } from './abortable';
import { openServiceDatabase, type ServiceDatabase } from './postgres';
import { asShortRead, queryShort } from './short-reads';

const SLEEP = 'SELECT pg_sleep(5)';
const BACKEND = 'SELECT pg_backend_pid() AS pid';
const REASON = new Error('the result is no longer needed');
const POOL_SIZE = 3;

let database: TestDatabase;
let db: DataSource;
let login: ServiceDatabase['login'];
/** Sees the statements of other roles too. */
let watcher: DataSource;

beforeAll(async () => {
  database = await cloneDatabase('short_reads', async () => undefined);
  const storage = { schema: 'short_reads', entities: [], migrations: [] };
  const settings = {
    url: database.url,
    log: createLogger('short-reads', 'silent'),
    poolSize: POOL_SIZE,
    timeouts: BACKGROUND_TIMEOUTS,
  };
  ({ dataSource: db, login } = await openServiceDatabase(settings, storage));
  watcher = await new DataSource({ type: 'postgres', url: database.url, poolSize: 1 }).initialize();
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

const backendOf = async (manager: EntityManager): Promise<number> => {
  const [row] = await queryShort<{ pid: number }[]>(manager, BACKEND, []);
  return row?.pid ?? 0;
};

/** Process ids of the backends that run a statement. */
const backendsOf = async (sql: string): Promise<number[]> => {
  const rows = await watcher.query<{ pid: number }[]>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query = $1`,
    [sql],
  );
  return rows.map(({ pid }) => pid);
};

const waitForBackend = (sql: string): Promise<number> => waitUntil(async () => (await backendsOf(sql))[0]);

test('Short reads that start together use one connection, and others have their own', async () => {
  const { manager } = start();
  const reads = [...Array.from({ length: 5 }, () => backendOf(manager)), backendOf(start().manager)];
  const [first, ...pids] = await Promise.all(reads);
  expect(pids.slice(0, 4)).toEqual([first, first, first, first]);
  expect(pids[4]).not.toBe(first);
});

test('A query of TypeORM can be a short read', async () => {
  const { manager } = start();
  const query = asShortRead(manager.createQueryBuilder().select('pg_backend_pid()', 'pid').from('(SELECT 1)', 'one'));
  const [pid, row] = await Promise.all([backendOf(manager), query.getRawOne<{ pid: number }>()]);
  expect(row?.pid).toBe(pid);
});

test('A data source that is made from that of an operation sends its own statements', async () => {
  const { dataSource } = start().manager;
  const runners = jest.fn((mode?: 'master' | 'slave') => dataSource.createQueryRunner(mode));
  const past = Object.create(dataSource, { createQueryRunner: { value: runners } }) as DataSource;
  expect(await backendOf(past.createEntityManager())).toBeGreaterThan(0);
  expect(runners).toHaveBeenCalledTimes(1);
});

test('Each statement gets its own rows, and an error is that of its own statement alone', async () => {
  const { manager } = start();
  const wrong = queryShort(manager, 'SELECT 1 / $1::integer AS n', [0]).catch(({ driverError }) => driverError.code);
  const reads = [1, 2, 3].map((n) => queryShort(manager, 'SELECT $1::integer AS n', [n]));
  expect(await Promise.all([...reads, wrong, backendOf(manager).then(() => 'read')])).toEqual([
    [{ n: 1 }],
    [{ n: 2 }],
    [{ n: 3 }],
    '22012',
    'read',
  ]);
});

test('Statements that were sent together end together, so that what is read next is read together too', async () => {
  const { manager } = start();
  const then = (sql: string): Promise<number> => queryShort(manager, sql, []).then(() => backendOf(manager));
  const [first, second] = await Promise.all([then('SELECT 1'), then('SELECT pg_sleep(0.2)')]);
  expect(second).toBe(first);
});

test('A short read that starts later does not wait for those before it', async () => {
  const { manager } = start();
  const slow = queryShort(manager, 'SELECT pg_sleep(1)', []).then(() => 'slow');
  await waitForBackend('SELECT pg_sleep(1)');
  expect(await Promise.race([slow, backendOf(manager).then(() => 'fast')])).toBe('fast');
  await slow;
});

test('In a transaction, a short read is a statement of the transaction', async () => {
  const { manager } = start();
  await manager.transaction(async (tx) => {
    await tx.query('CREATE TEMPORARY TABLE written ON COMMIT DROP AS SELECT 1 AS n');
    expect(await queryShort(tx, 'SELECT n FROM written', [])).toEqual([{ n: 1 }]);
    const query = asShortRead(tx.createQueryBuilder().select('n').from('written', 'written'));
    expect(await query.getRawMany()).toEqual([{ n: 1 }]);
  });
});

test('After an abort all statements that wait are cancelled, and their connection is used again', async () => {
  const { controller, manager } = start();
  const reads = [1, 2, 3].map(() => queryShort(manager, SLEEP, []).catch((error: unknown) => error));
  const pid = await waitForBackend(SLEEP);
  controller.abort(REASON);
  expect(await Promise.all(reads)).toEqual([REASON, REASON, REASON]);
  // A request to cancel that came too late would fail one of these.
  const numbers = Array.from({ length: 4 * POOL_SIZE }, (_, n) => n);
  const results = await Promise.all(
    numbers.map((n) => db.query<{ n: number; pid: number }[]>(`SELECT ${n} AS n, pg_backend_pid() AS pid`)),
  );
  expect(results.flat().map(({ n }) => n)).toEqual(numbers);
  expect(results.flat().map((row) => row.pid)).toContain(pid);
});

test('A lost connection rejects all reads that share it, and later ones get another', async () => {
  const { manager } = start();
  const reads = [1, 2].map(() => queryShort(manager, SLEEP, []).catch(() => 'rejected'));
  const pid = await waitForBackend(SLEEP);
  await watcher.query('SELECT pg_terminate_backend($1)', [pid]);
  expect(await Promise.all(reads)).toEqual(['rejected', 'rejected']);
  expect(await backendOf(manager)).not.toBe(pid);
});
