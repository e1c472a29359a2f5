import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createLogger } from '../runtime/log';
import { copyRows } from './copy-rows';
import { openDatabase } from './postgres';

const HOSTILE = [`'; SELECT 1; --`, `it's`, String.raw`back\slash \' \x41`, '{"a,b"}', '$1 $2', 'é🚲\n\t', '', 'NULL'];

/** The cells of a row: null, or the text of the bytes. */
const cellsOf = (row: Buffer): (string | null)[] => {
  const cells: (string | null)[] = [];
  for (let at = 0; at < row.length; ) {
    const length = row.readInt32BE(at);
    at += 4;
    cells.push(length < 0 ? null : row.toString('utf8', at, at + Math.max(length, 0)));
    at += Math.max(length, 0);
  }
  return cells;
};

describe('copyRows', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await cloneDatabase('empty', async () => undefined);
    const log = createLogger('copies', 'silent');
    db = await openDatabase(
      { url: database.url, log, poolSize: 1 },
      { schema: 'copies', entities: [], migrations: [] },
    );
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const copied = async (sql: string, ...parameters: unknown[]) => {
    const rows: (string | null)[][] = [];
    await copyRows(db.manager, { sql, parameters }, (row) => rows.push(cellsOf(row)));
    return rows;
  };

  test('Passes on every value as the driver does, also in lists', async () => {
    const sql = 'SELECT given, given = $2, CAST(NULL AS text) FROM unnest($1::text[]) given';
    for (const value of HOSTILE) {
      const rows = await copied(sql, HOSTILE, value);
      expect(rows.map(([given]) => given)).toEqual(HOSTILE);
      expect(rows.map(([, isEqual]) => isEqual)).toEqual(HOSTILE.map((each) => (each === value ? '\u0001' : '\0')));
      expect(rows.every(([, , none]) => none === null)).toBe(true);
    }
    expect(await copied('SELECT $1::text', null)).toEqual([[null]]);
    const [[moment] = []] = await copied('SELECT to_json($1::timestamptz)::text', new Date(1234));
    expect(new Date(JSON.parse(moment ?? '') as string)).toEqual(new Date(1234));
  });

  test('Reads no row, one, and more than fit in a packet, each once and in order', async () => {
    for (const count of [0, 1, 30_000]) {
      const rows = await copied(
        `SELECT n::text AS number, repeat('x', n % 300) FROM generate_series(1, $1) n ORDER BY n`,
        count,
      );
      expect(rows.map(([n]) => Number(n))).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(rows.every(([n, text]) => text?.length === Number(n) % 300)).toBe(true);
    }
  });

  test('Rejects with the error of a statement that fails in the middle, and gives its connection back', async () => {
    const failing = copied(`SELECT (1 / (1000 - n))::text FROM generate_series(1, 2000) n`);
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await copied('SELECT $1', 'next')).toEqual([['next']]);
  });
});
