import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';

const query = async <Row>(url: string, sql: string): Promise<Row[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
};

describe('The embedded PostgreSQL', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'wizness-embedded-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('Requires a password, and keeps UTF-8 data over a restart', async () => {
    const first = await startEmbeddedPostgres({ directory, durable: true });
    await query(first.url('postgres'), `CREATE TABLE words AS SELECT 'Émile'::text AS word`);
    await expect(query(first.url('postgres').replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
    expect(findRunningPostgres(directory)?.url('postgres')).toBe(first.url('postgres'));
    await first.stop();
    expect(findRunningPostgres(directory)).toBeNull();

    const second = await startEmbeddedPostgres({ directory, durable: true });
    const [row] = await query(second.url('postgres'), 'SELECT lower(word) AS lower, length(word) AS length FROM words');
    expect(row).toEqual({ lower: 'émile', length: 5 });
    await second.stop();
  });

  test('Starts in a folder that other users cannot reach', async () => {
    const closed = join(directory, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    const postgres = await startEmbeddedPostgres({ directory: join(closed, 'data'), durable: false });
    expect(await query(postgres.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.stop();
    if (!postgres.directory.startsWith(directory)) rmSync(postgres.directory, { recursive: true, force: true });
  });
});
