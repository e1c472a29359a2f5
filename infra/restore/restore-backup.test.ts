import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { connectClient, createLogger, RESTORED } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { freezeMeans } from '@wizness/ratings';
import { streamBackup, writeBackup } from '../backup/write-backup';
import { readServiceSettings } from '../command/open-services';
import { loadDemo } from '../demo/load-demo';
import { REPOSITORY } from '../folders';
import { type DatabaseState, readState } from '../test/support/database-state';
import { startEmbeddedGateway } from '../test/support/embedded-gateway';
import { restoreBackup } from './restore-backup';

const log = createLogger('restore', 'silent');
const settings = readServiceSettings({});
const directory = mkdtempSync(join(tmpdir(), 'wizness-backup-test-'));
const backup = join(directory, 'demo.backup');
const ARTICLE_PAGE = readFileSync(join(REPOSITORY, 'schema', 'operations', 'article-page.graphql'), 'utf8');

let original: TestDatabase;
/** What is in the backup. */
let expected: DatabaseState;
let target: TestDatabase;

const sql = async (url: string, text: string, parameters?: unknown[]): Promise<void> => {
  const client = await connectClient(url);
  await client.query(text, parameters);
  await client.end();
};
/** A job does so once a day, also while a page is read: then there is nothing left to change. */
const computeMeans = async (url: string): Promise<void> => {
  const client = await connectClient(url);
  await client.query('SET search_path TO ratings');
  await freezeMeans({ query: async (text: string) => (await client.query(text)).rows });
  await client.end();
};
const restore = (file = backup, overwrite = false, { url } = target) =>
  restoreBackup({ databaseUrl: url, file, overwrite, log });
/** What is in the restored database, but for the event that each log continues with. */
const restoredState = async (): Promise<DatabaseState> => {
  const { tables, ...state } = await readState(target.url);
  const withoutMark = ([name, rows]: [string, readonly string[]]) => [
    name,
    rows.filter((row) => !row.includes(RESTORED)),
  ];
  return { ...state, tables: Object.fromEntries(Object.entries(tables).map(withoutMark)) };
};
const emptyDatabase = () => cloneGraphDatabase('nothing', async () => undefined);

/** Every kind of character that a format could confuse with its own. */
const AWKWARD = 'tab\t, feed\n, return\r, \u2028, back\\slash, \\., \\N, "quotes\', \u0001, é🌱\n\\.\n';

beforeAll(async () => {
  original = await cloneGraphDatabase('demo', (url) => loadDemo({ databaseUrl: url, settings, log }));
  await sql(
    original.urlOf('content'),
    `UPDATE content.comments SET body_source = $1 WHERE id = (SELECT min(id) FROM content.comments)`,
    [AWKWARD],
  );
  await computeMeans(original.urlOf('ratings'));
  expected = await readState(original.url);
  await writeBackup(original.url, backup);
});
afterAll(async () => {
  await original.drop();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  target = await emptyDatabase();
});
afterEach(() => target.drop());

const articlePage = async (databaseUrl: string): Promise<string> => {
  const gateway = await startEmbeddedGateway(databaseUrl, settings, log);
  try {
    const body = JSON.stringify({ query: ARTICLE_PAGE });
    const headers = { 'content-type': 'application/json' };
    return await (await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })).text();
  } finally {
    await gateway.close();
  }
};

test('A restored database has the same tables, rows and sequences, and the graph returns the same article page', async () => {
  expect(Object.keys(expected.tables).length).toBeGreaterThan(60);
  const rows = await restore();
  expect(await restoredState()).toEqual(expected);
  expect(rows).toBe(Object.values(expected.tables).flat().length);
  const page = await articlePage(target.url);
  expect(page).toContain('"slug":"alter-mardis"');
  expect(page).toBe(await articlePage(original.url));
});

test('A backup contains one state of the database, although rows are written while it is made', async () => {
  const source = await cloneGraphDatabase('demo', async () => undefined);
  const before = await readState(source.url);
  const chunks: Buffer[] = [];
  const output = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _, done) => {
      const isFirst = chunks.push(chunk) === 1;
      const change = isFirst
        ? sql(source.urlOf('membership'), `UPDATE membership.members SET name = 'changed'`)
        : Promise.resolve();
      void change.then(() => done(), done);
    },
  });
  await streamBackup(source.url, output);
  expect((await readState(source.url)).tables['membership.members']).not.toEqual(before.tables['membership.members']);
  await source.drop();
  const file = join(directory, 'moving.backup');
  writeFileSync(file, Buffer.concat(chunks));
  await restore(file);
  expect(await restoredState()).toEqual(before);
});

test('Only the owner of a backup can read it', () => {
  expect((statSync(backup).mode & 0o777).toString(8)).toBe('600');
});

test('A database without the tables of the services cannot be backed up, and no file is left', async () => {
  const file = join(directory, 'empty.backup');
  await expect(writeBackup(target.url, file)).rejects.toThrow(/^The database has no data of content/);
  expect(() => statSync(file)).toThrow('ENOENT');
  expect(() => statSync(`${file}.partial`)).toThrow('ENOENT');
});

describe('A restore is refused', () => {
  test('If the database has data, unless they may be overwritten', async () => {
    await restore();
    await sql(target.urlOf('membership'), `UPDATE membership.members SET name = 'changed'`);
    const changed = await readState(target.url);
    await expect(restore()).rejects.toThrow(/^The database is not empty. Give --overwrite/);
    expect(await readState(target.url)).toEqual(changed);
    await restore(backup, true);
    expect(await restoredState()).toEqual(expected);
  });

  test('If another program is connected to the database', async () => {
    const client = await connectClient(target.urlOf('content'), { application_name: 'wizness-content' });
    await expect(restore()).rejects.toThrow(
      /^Other programs are connected to the database \(wizness-content\). Stop them first/,
    );
    await client.end();
  });

  describe('Over data', () => {
    /** The tests share this database: each finds it as it was, because no restore changes it. */
    let filled: TestDatabase;
    let before: DatabaseState;
    beforeAll(async () => {
      filled = await emptyDatabase();
      await restore(backup, false, filled);
      before = await readState(filled.url);
    });
    afterAll(() => filled.drop());

    test.each([
      ['is missing', () => undefined, /cannot be read: there is no such file\. Check the path\./],
      ['is not a backup', () => 'CREATE TABLE x ();', /is not a backup of Wizness Graph/],
      ['is another compressed file', () => gzipSync('{"format":"other"}\n'), /is not a backup of Wizness Graph/],
      ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /is incomplete or damaged/],
      ['lacks its end', (bytes: Buffer) => gzipSync(gunzipSync(bytes).subarray(0, -40)), /is incomplete or damaged/],
      ['lacks a row', (bytes: Buffer) => withoutLine(bytes, 3), /is incomplete or damaged/],
      ['has a changed byte', (bytes: Buffer) => withChangedByte(bytes), /is incomplete or damaged|is not a backup/],
    ])('If the file %s, and the database stays as it is', async (_, contentOf, message) => {
      const file = join(directory, 'bad.backup');
      const content = contentOf(readFileSync(backup));
      if (content === undefined) rmSync(file, { force: true });
      else writeFileSync(file, content);
      await expect(restore(file, true, filled)).rejects.toMatchObject({
        code: 'COMMAND_REFUSED',
        message: expect.stringMatching(message),
      });
      expect(await readState(filled.url)).toEqual(before);
    });
  });

  test('If the backup is newer than this version', async () => {
    const file = join(directory, 'newer.backup');
    const lines = gunzipSync(readFileSync(backup)).toString().split('\n');
    const header = JSON.parse(lines[0] ?? '');
    header.migrations.ratings.push('Stars1999999999999');
    writeFileSync(file, gzipSync([JSON.stringify(header), ...lines.slice(1)].join('\n')));
    await expect(restore(file)).rejects.toThrow(/newer than this version.*Stars1999999999999/);
  });
});

const withoutLine = (bytes: Buffer, index: number): Buffer => {
  const lines = gunzipSync(bytes).toString().split('\n');
  return gzipSync(lines.filter((_, at) => at !== index).join('\n'));
};

const withChangedByte = (bytes: Buffer): Buffer => {
  const changed = Buffer.from(bytes);
  const middle = Math.floor(bytes.length / 2);
  changed.writeUInt8(changed.readUInt8(middle) ^ 0xff, middle);
  return changed;
};
