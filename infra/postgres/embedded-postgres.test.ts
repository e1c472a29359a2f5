import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { waitUntil } from '@wizness/kernel/testing';
import { query } from '../test/support/embedded-owners';
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { findPostmaster } from './postmaster-pid';

const log = createLogger('test', 'silent');

let directory: string;
const running: EmbeddedPostgres[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'wizness-embedded-'));
});
afterEach(async () => {
  for (const postgres of running.splice(0)) {
    await postgres.stop();
    if (!postgres.directory.startsWith(directory)) rmSync(postgres.directory, { recursive: true, force: true });
  }
  rmSync(directory, { recursive: true, force: true });
});

const start = async (options: { readonly directory?: string; readonly durable?: boolean } = {}) => {
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log, ...options });
  running.push(postgres);
  return postgres;
};

const pidOf = ({ directory: home }: EmbeddedPostgres): number =>
  Number(readFileSync(join(home, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** When the server was started. Waits until it accepts connections and is another one than that of `before`. */
const startTime = (url: string, before?: string): Promise<string> =>
  waitUntil(async () => {
    const rows = await query<{ at: string }>(url, 'SELECT pg_postmaster_start_time()::text AS at').catch(() => []);
    return rows[0]?.at !== before && rows[0]?.at;
  });

describe('The embedded PostgreSQL', () => {
  test('requires a password, and keeps UTF-8 data over a restart', async () => {
    const first = await start({ durable: true });
    await query(first.url('postgres'), `CREATE TABLE words AS SELECT 'Émile'::text AS word`);
    await expect(query(first.url('postgres').replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password/);
    expect(findRunningPostgres(directory)?.url('postgres')).toBe(first.url('postgres'));
    await first.stop();
    expect(findRunningPostgres(directory)).toBeNull();

    const second = await start({ durable: true });
    const [row] = await query(second.url('postgres'), 'SELECT lower(word) AS lower, length(word) AS length FROM words');
    expect(row).toEqual({ lower: 'émile', length: 5 });
  });

  test('starts in a folder that other users cannot reach, without a name that they can guess', async () => {
    const closed = join(directory, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o700);
    const postgres = await start({ directory: join(closed, 'data') });
    expect(await query(postgres.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(postgres.directory).not.toMatch(/^(\/var)?\/tmp\/wizness-graph/);
  });

  test.each(['SIGKILL', 'SIGTERM', 'SIGQUIT'] as const)(
    'is started again at the same address after %s, with all committed data',
    async (signal) => {
      const postgres = await start({ durable: true });
      const url = postgres.url('postgres');
      await query(url, 'CREATE TABLE things AS SELECT 1 AS one');
      for (const _ of [1, 2]) {
        const before = await startTime(url);
        process.kill(pidOf(postgres), signal);
        await startTime(url, before);
        expect(await query(url, 'SELECT one FROM things')).toEqual([{ one: 1 }]);
      }
    },
  );

  test('is not started again after it was stopped, even in the middle of a restart', async () => {
    const postgres = await start();
    process.kill(pidOf(postgres), 'SIGKILL');
    await postgres.stop();
    expect(findPostmaster(join(directory, 'cluster'))).toBeNull();
    expect(findRunningPostgres(directory)).toBeNull();
  });

  test('can be stopped while it is suspended', async () => {
    const postgres = await start();
    process.kill(pidOf(postgres), 'SIGSTOP');
    await postgres.stop();
    expect(existsSync(join(directory, 'cluster', 'postmaster.pid'))).toBe(false);
  });
});
