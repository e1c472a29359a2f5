import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { databaseFault } from '../errors/database-fault';
import { FaultCode } from '../errors/fault';
import { createLogger } from '../runtime/log';
import { connectClient } from './database-client';
import { openDatabase } from './postgres';

const TIMEOUTS = { acquireMs: 2000, statementMs: 1000, lockMs: 200 };
const CALLERS = 60;

let database: TestDatabase;
let admin: Client;
let db: DataSource;

beforeEach(async () => {
  database = await cloneDatabase('held-locks', async () => undefined);
  admin = await connectClient(database.url);
  const log = createLogger('held-locks', 'silent');
  const storage = { schema: 'held_locks', entities: [], migrations: [] };
  db = await openDatabase({ url: database.url, log, poolSize: 4, timeouts: TIMEOUTS }, storage);
  await db.query('CREATE TABLE things (id int PRIMARY KEY, name text)');
  await db.query("INSERT INTO things SELECT id, 'a' FROM generate_series(1, 100) AS id");
  await db.query('CREATE TABLE others AS SELECT 1 AS one');
});
afterEach(async () => {
  await db.destroy();
  await admin.end();
  await database.drop();
});

type Work = (number: number) => Promise<unknown>;

/** Runs `work` by many callers over and over while `meanwhile` runs. Returns how their calls ended, and how often. */
const flood = async (work: Work, meanwhile: () => Promise<void>): Promise<ReadonlySet<string | null>> => {
  const ends = new Set<string | null>();
  const flooding = new AbortController();
  const callers = Array.from({ length: CALLERS }, async (_, number) => {
    while (!flooding.signal.aborted) {
      // Callers come over a network: they never keep the event loop from it.
      await nextTurn();
      await work(number).then(
        () => ends.add('success'),
        (error: unknown) => ends.add(databaseFault(error)),
      );
    }
  });
  try {
    await meanwhile();
  } finally {
    flooding.abort();
    await Promise.all(callers);
  }
  return ends;
};

const askOthers = async (times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    expect(await db.query('SELECT one FROM others')).toEqual([{ one: 1 }]);
    await db.transaction(async (tx) => expect(await tx.query('SELECT one FROM others')).toHaveLength(1));
  }
};

const READS: Work = async (number) =>
  number % 2 === 0
    ? db.query('SELECT name FROM things WHERE id = $1', [number])
    : db.query('SELECT o.one FROM others o JOIN "held_locks"."things" t ON t.id = o.one');
const WRITES: Work = async (number) =>
  db.transaction(async (tx) => {
    await tx.query('SELECT one FROM others');
    await tx.query('UPDATE things SET name = $1 WHERE id = $2', [`by ${number}`, number]);
  });
test.each([
  ['reads', READS],
  ['transactions', WRITES],
])('A locked table does not stop the statements that do not need it, whatever needs it: %s', async (_, work) => {
  await admin.query('BEGIN; LOCK TABLE held_locks.things');
  const ends = await flood(work, () => askOthers(10));
  expect(ends.has('success')).toBe(false);
  expect(ends).toContain(FaultCode.TIMEOUT);
});

test('A locked row does not stop the statements for other rows', async () => {
  await admin.query('BEGIN; SELECT 1 FROM held_locks.things WHERE id = 100 FOR UPDATE');
  const update: Work = (id) => db.query('UPDATE things SET name = $1 WHERE id = $2', ['b', id]);
  const ends = await flood(
    () => update(100),
    async () => {
      for (let id = 1; id <= 20; id += 1) await update(id);
    },
  );
  expect(ends.has('success')).toBe(false);
});

test('Statements succeed again as soon as the lock is released', async () => {
  await admin.query('BEGIN; LOCK TABLE held_locks.things');
  await flood(READS, () => askOthers(10));
  await admin.query('ROLLBACK');
  expect(await db.query('SELECT name FROM things WHERE id = 1')).toEqual([{ name: 'a' }]);
  const all = await Promise.all(Array.from({ length: CALLERS }, (_, number) => READS(number)));
  expect(all).toHaveLength(CALLERS);
});
