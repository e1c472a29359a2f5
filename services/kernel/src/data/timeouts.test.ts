import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { databaseFault } from '../errors/database-fault';
import { FaultCode } from '../errors/fault';
import { createLogger } from '../runtime/log';
import { connectClient } from './database-client';
import { openDatabase, openWorkerPool } from './postgres';

const TIMEOUTS = { acquireMs: 300, statementMs: 400, lockMs: 200 };
const storage = { schema: 'timeouts', entities: [], migrations: [] };
const log = createLogger('timeouts', 'silent');

let database: TestDatabase;
let admin: Client;
let db: DataSource;

beforeEach(async () => {
  database = await cloneDatabase('timeouts', async () => undefined);
  admin = await connectClient(database.url);
  db = await openDatabase({ url: database.url, log, poolSize: 1, timeouts: TIMEOUTS }, storage);
  await db.query('CREATE TABLE things AS SELECT 1 AS one');
});
afterEach(async () => {
  await db.destroy();
  await admin.end();
  await database.drop();
});

/** The code that a caller gets for the failure of `work`. */
const faultOf = async (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => 'no failure',
    (error: unknown) => databaseFault(error),
  );

test('A statement that takes too long is cancelled', async () => {
  expect(await faultOf(db.query('SELECT pg_sleep(60)'))).toBe(FaultCode.TIMEOUT);
  expect(await db.query('SELECT one FROM things')).toEqual([{ one: 1 }]);
});

test('A locked table delays only the statements that need it, and not for long', async () => {
  await admin.query('BEGIN; LOCK TABLE timeouts.things');
  expect(await faultOf(db.query('SELECT one FROM things'))).toBe(FaultCode.TIMEOUT);
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await admin.query('ROLLBACK');
  expect(await db.query('SELECT one FROM things')).toEqual([{ one: 1 }]);
});

test('A statement without a free connection fails', async () => {
  const runner = db.createQueryRunner();
  await runner.connect();
  expect(await faultOf(db.query('SELECT 1'))).toBe(FaultCode.SUBGRAPH_UNAVAILABLE);
  await runner.release();
  expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('Background work has longer timeouts, and the same session', async () => {
  const background = await openWorkerPool(db, 1);
  const show = async (pool: DataSource) =>
    pool.query(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
         current_setting('search_path') AS path, current_user::text AS role`,
    );
  const session = { path: 'timeouts,public', role: 'wizness_timeouts' };
  expect(await show(db)).toEqual([{ statement: '400ms', lock: '200ms', ...session }]);
  expect(await show(background)).toEqual([{ statement: '1min', lock: '10s', ...session }]);
  await background.destroy();
});

describe('A lost connection', () => {
  const terminate = (): Promise<unknown> =>
    admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );

  test('that was idle does not end the process, and the next statement gets another one', async () => {
    const idle = await connectClient(database.url);
    await terminate();
    await pause(50);
    await expect(idle.query('SELECT 1')).rejects.toThrow(/not queryable|terminat/);
    await idle.end();
    expect(await db.query('SELECT one FROM things')).toEqual([{ one: 1 }]);
  });

  test('in the middle of a transaction is reported as an unavailable database, and nothing is written', async () => {
    const transaction = db.transaction(async (tx) => {
      await tx.query('INSERT INTO things VALUES (2)');
      await terminate();
      await pause(50);
      await tx.query('INSERT INTO things VALUES (3)');
    });
    expect(await faultOf(transaction)).toBe(FaultCode.SUBGRAPH_UNAVAILABLE);
    expect(await db.query('SELECT one FROM things')).toEqual([{ one: 1 }]);
  });
});

describe('A server that does not respond', () => {
  let proxy: Server;
  let sockets: Socket[];
  let isSilent: boolean;
  let distant: DataSource;

  beforeEach(async () => {
    sockets = [];
    isSilent = false;
    const { hostname, port } = new URL(database.url);
    proxy = createServer((client) => {
      const server = connect(Number(port), hostname);
      sockets.push(client, server);
      client.on('data', (chunk) => isSilent || server.write(chunk));
      server.on('data', (chunk) => client.write(chunk));
      client.on('close', () => server.destroy());
      for (const socket of [client, server]) socket.on('error', () => undefined);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = new URL(database.url);
    url.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    distant = await openDatabase({ url: url.href, log, poolSize: 1, timeouts: TIMEOUTS }, storage);
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
    await distant.destroy();
  });

  test('is reported, and its connection is not used again', async () => {
    isSilent = true;
    expect(await faultOf(distant.query('SELECT 1'))).toBe(FaultCode.SUBGRAPH_UNAVAILABLE);
    expect(await faultOf(distant.query('SELECT 1'))).toBe(FaultCode.SUBGRAPH_UNAVAILABLE);
    isSilent = false;
    expect(await distant.query('SELECT one FROM things')).toEqual([{ one: 1 }]);
  });
});
