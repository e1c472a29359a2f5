import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createLogger } from '../runtime/log';
import { connectClient } from './database-client';
import { openDatabase } from './postgres';

const storage = { schema: 'named', entities: [], migrations: [] };

describe('A pool of connections', () => {
  let database: TestDatabase;
  let admin: Client;
  let db: DataSource;

  beforeEach(async () => {
    database = await cloneDatabase('named', async () => undefined);
    admin = await connectClient(database.url);
    db = await openDatabase({ url: database.url, log: createLogger('named', 'silent'), poolSize: 1 }, storage);
    await db.query('CREATE TABLE things AS SELECT n AS number FROM generate_series(1, 3) n');
  });
  afterEach(async () => {
    await db.destroy();
    await admin.end();
    await database.drop();
  });

  /** The statements that the connection has prepared with a name. */
  const prepared = async (): Promise<string[]> => {
    // Not itself a statement that gets a name.
    const rows = await db.query<{ statement: string }[]>('TABLE pg_prepared_statements');
    return rows.map(({ statement }) => statement);
  };
  const READ = 'SELECT number FROM things WHERE number = $1';
  const read = (number: number) => db.query(READ, [number]);

  test('prepares a statement that reads when it is sent again, and answers as before', async () => {
    expect(await read(1)).toEqual([{ number: 1 }]);
    expect(await prepared()).toEqual([]);
    for (const number of [2, 3, 4, 1, 2, 3, 1, 2]) {
      expect(await read(number)).toEqual(number > 3 ? [] : [{ number }]);
    }
    expect(await prepared()).toEqual([READ]);
  });

  test('prepares a statement without parameters, and sees later rows', async () => {
    const COUNT = 'SELECT count(*)::integer AS count FROM things';
    for (const count of [3, 4, 5, 6]) {
      expect(await db.query(COUNT)).toEqual([{ count }]);
      await admin.query('INSERT INTO named.things VALUES (9)');
    }
    expect(await prepared()).toEqual([COUNT]);
  });

  test('prepares no statement that writes, and no text with several', async () => {
    for (let run = 0; run < 3; run += 1) {
      await db.query('INSERT INTO things VALUES ($1)', [9]);
      await db.query('SELECT 1 AS one; SELECT 2 AS two');
    }
    expect(await prepared()).toEqual([]);
  });

  test('reports the error of a prepared statement each time, and goes on', async () => {
    const divide = (by: number) => db.query<{ result: number }[]>('SELECT 6 / $1::integer AS result', [by]);
    for (let run = 0; run < 4; run += 1) {
      await expect(divide(0)).rejects.toThrow('division by zero');
      expect(await divide(2)).toEqual([{ result: 3 }]);
    }
    for (let run = 0; run < 3; run += 1) {
      await expect(db.query('SELECT missing FROM things WHERE number = $1', [1])).rejects.toThrow('does not exist');
    }
  });

  test('rolls back a transaction with prepared statements', async () => {
    await read(1);
    await read(1);
    const failing = db.transaction(async (tx) => {
      await tx.query('DELETE FROM things');
      expect(await tx.query(READ, [1])).toEqual([]);
      throw new Error('rollback');
    });
    await expect(failing).rejects.toThrow('rollback');
    expect(await read(1)).toEqual([{ number: 1 }]);
  });

  test('opens another connection where a table has changed since a statement was prepared', async () => {
    const readAll = () => db.query('SELECT * FROM things WHERE number = $1', [1]);
    for (let run = 0; run < 2; run += 1) await readAll();
    await admin.query(`ALTER TABLE named.things ADD name text DEFAULT 'one'`);
    await expect(readAll()).rejects.toThrow('cached plan must not change result type');
    expect(await readAll()).toEqual([{ number: 1, name: 'one' }]);
  });

  test('keeps a connection that has been idle', async () => {
    const processId = async () => (await db.query<{ id: number }[]>('SELECT pg_backend_pid() AS id'))[0]?.id;
    const before = await processId();
    const { min = 0, idleTimeoutMillis = 0 } = (
      db.driver as unknown as {
        readonly master: { readonly options: { readonly min?: number; readonly idleTimeoutMillis?: number } };
      }
    ).master.options;
    expect([min, idleTimeoutMillis > 10_000]).toEqual([1, true]);
    expect(await processId()).toBe(before);
  });
});
