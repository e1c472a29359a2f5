import type { MigrationInterface, QueryRunner } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createLogger } from '../runtime/log';
import { connectClient } from './database-client';
import { openDatabase } from './postgres';
import type { Storage } from './storage';

class First1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE things (id int)');
  }
  async down(): Promise<void> {
    throw new Error('There is no way back.');
  }
}

class Second1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Longer than a statement of a request may take.
    await runner.query(`SET LOCAL statement_timeout = '10s'`);
    await runner.query('ALTER TABLE things ADD name text');
  }
  async down(): Promise<void> {
    throw new Error('There is no way back.');
  }
}

class ExpandThird1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE things ADD note text');
  }
  async down(): Promise<void> {
    throw new Error('There is no way back.');
  }
}

const log = createLogger('checks', 'silent');
const OLD: Storage = { schema: 'checked', entities: [], migrations: [First1700000000001] };
const NEW: Storage = { ...OLD, migrations: [First1700000000001, Second1700000000002] };

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase('checks', async () => undefined);
});
afterEach(() => database.drop());

const open = async (storage: Storage, url = database.url): Promise<void> => {
  await (await openDatabase({ url, log, poolSize: 1 }, storage)).destroy();
};

/** What is in the table of migrations. */
const applied = async (): Promise<string[]> => {
  const client = await connectClient(database.url);
  const { rows } = await client.query<{ name: string }>('SELECT name FROM checked.migrations ORDER BY id');
  await client.end();
  return rows.map(({ name }) => name);
};

test('An upgrade applies the migrations that are missing', async () => {
  await open(OLD);
  await open(NEW);
  expect(await applied()).toEqual(['First1700000000001', 'Second1700000000002']);
});

test('A database that is newer than the code is refused, and stays as it is', async () => {
  await open(NEW);
  await expect(open(OLD)).rejects.toMatchObject({
    code: 'DATABASE_REFUSED',
    message: expect.stringMatching(/newer than this version.*migrations of checked.*\(Second1700000000002\)/),
  });
  expect(await applied()).toEqual(['First1700000000001', 'Second1700000000002']);
  await open(NEW);
});

test('A database that a later version has only expanded is used, with the later version beside it', async () => {
  const expanded: Storage = { ...NEW, migrations: [...NEW.migrations, ExpandThird1700000000003] };
  const later = await openDatabase({ url: database.url, log, poolSize: 1 }, expanded);
  const earlier = await openDatabase({ url: database.url, log, poolSize: 1 }, NEW);
  await later.query(`INSERT INTO things (id, note) VALUES (1, 'of the later version')`);
  await earlier.query(`INSERT INTO things (id, name) VALUES (2, 'of the earlier version')`);
  const count = 'SELECT count(*)::int AS count FROM things';
  expect([await later.query(count), await earlier.query(count)]).toEqual([[{ count: 2 }], [{ count: 2 }]]);
  await later.destroy();
  await earlier.destroy();
  await expect(open(OLD)).rejects.toMatchObject({ message: expect.stringMatching(/\(Second1700000000002\)/) });
});

test('A database with another encoding than UTF-8 is refused before anything is created in it', async () => {
  const name = `${new URL(database.url).pathname.slice(1)}_latin1`;
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  const client = await connectClient(database.url);
  await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`);
  try {
    await expect(open(NEW, url.href)).rejects.toMatchObject({
      code: 'DATABASE_REFUSED',
      message: expect.stringMatching(/has the encoding LATIN1.*ENCODING 'UTF8'/),
    });
    const inside = await connectClient(url.href);
    const { rows } = await inside.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'checked'`);
    await inside.end();
    expect(rows).toEqual([]);
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
});

test('A database that cannot be reached is named, without its password', async () => {
  const nowhere = open(NEW, 'postgres://lea:secret@127.0.0.1:1/wizness');
  await expect(nowhere).rejects.toMatchObject({
    code: 'DATABASE_UNREACHABLE',
    message: expect.stringMatching(/^Cannot connect to the database "wizness" at 127\.0\.0\.1:1: .*ECONNREFUSED/),
  });
  await expect(nowhere).rejects.not.toThrow('secret');
});
