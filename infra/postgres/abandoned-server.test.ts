import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { type Owner, OwnerFailed, query, startOwner } from '../test/support/embedded-owners';
import { memoryFolder } from '../test/support/memory-folder';
import { provideDatabase } from './database';
import { findRunningPostgres } from './embedded-postgres';
import { processIdentity } from './process-identity';
import { unprivilegedUser } from './server-user';

const log = createLogger('test', 'silent');
const IN_USE = /^Another process \(\d+\) is using the data in [^\n]+, or set DATA_DIR to another folder\.\n$/;

/** The servers of these tests wait for each write until it is on the disk. */
const newFolder = (): string => mkdtempSync(join(memoryFolder(1024 ** 3), 'wizness-abandoned-'));

let directory: string;
let pidFile: string;
beforeEach(() => {
  directory = newFolder();
  pidFile = join(directory, 'cluster', 'postmaster.pid');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs `sql` on the database of a folder, as a start of the product would open it. */
const startAndQuery = async (sql: string, folder = directory): Promise<unknown[]> => {
  const { url, stop } = await provideDatabase({ databaseUrl: null, DATA_DIR: folder }, { attach: false, log });
  try {
    return await query(String(url), sql);
  } finally {
    await stop();
  }
};

test('After the product was killed, the next start stops the server that is left and keeps its data', async () => {
  const owner = await startOwner(directory);
  await query(owner.url, 'CREATE TABLE things AS SELECT 1 AS one');
  const left = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  await owner.kill('SIGKILL');
  expect(await query(owner.url, 'SELECT one FROM things')).toEqual([{ one: 1 }]);
  expect(findRunningPostgres(directory)).toBeNull();
  expect(await startAndQuery('SELECT one FROM things')).toEqual([{ one: 1 }]);
  expect(processIdentity(left)).toBeNull();
});

test('While the product runs, or is suspended, another start is refused and its server goes on', async () => {
  const owner = await startOwner(directory);
  try {
    await expect(startOwner(directory)).rejects.toThrow(IN_USE);
    owner.process.kill('SIGSTOP');
    await expect(startOwner(directory)).rejects.toThrow(IN_USE);
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(findRunningPostgres(directory)?.url('wizness')).toBe(owner.url);
  } finally {
    owner.process.kill('SIGCONT');
    await owner.kill('SIGTERM');
  }
  expect(existsSync(pidFile)).toBe(false);
});

test('Of two first starts at once, one wins and the other says so', async () => {
  const starts = await Promise.allSettled([startOwner(directory), startOwner(directory), startOwner(directory)]);
  const winners = starts.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const losers = starts.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  expect(winners).toHaveLength(1);
  for (const loser of losers) expect(loser).toMatchObject({ message: expect.stringMatching(IN_USE) });
  const [winner] = winners as [Owner];
  expect(await query(winner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await winner.kill('SIGTERM');
  expect(readdirSync(directory).toSorted()).toEqual(['cluster', 'password']);
});

test('A start that was killed at any moment does not keep the next one from starting', async () => {
  const moments = {
    'while the cluster is made': () => readdirSync(directory).some((name) => name.startsWith('unfinished-cluster-')),
    'when the cluster is complete': () => existsSync(join(directory, 'cluster')),
    'while the server starts': () => existsSync(pidFile),
  };
  for (const [moment, killWhen] of Object.entries(moments)) {
    const outcome = await startOwner(directory, { killWhen }).catch((error: unknown) => error);
    expect({ moment, outcome }).toEqual({ moment, outcome: new OwnerFailed('') });
  }
  expect(await startAndQuery('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

describe('A stale postmaster.pid', () => {
  /** Each start stops its server again, so that the next test finds the folder as this one did. */
  let folder: string;
  let stale: string;
  let other: ChildProcess;
  beforeAll(async () => {
    folder = newFolder();
    stale = join(folder, 'cluster', 'postmaster.pid');
    await startAndQuery('CREATE TABLE things AS SELECT 1 AS one', folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    // Of the user of PostgreSQL: it takes a process of another user for no server.
    other = spawn('sleep', ['600'], { ...unprivilegedUser() });
    await once(other, 'spawn');
  });
  afterEach(async () => {
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  test.each([
    ['whose pid belongs to another program', () => `${other.pid}\n${folder}\n1\n54321\n\n127.0.0.1\n1 1\nready   \n`],
    ['that is empty', () => ''],
    ['that is not one', () => 'none\n'],
    ['whose pid belongs to no process', () => `4194300\n${folder}\n1\n54321\n\n127.0.0.1\n1 1\nready   \n`],
  ])('%s does not prevent a start, and no other program is harmed', async (_, content) => {
    writeFileSync(stale, content());
    expect(await startAndQuery('SELECT one FROM things', folder)).toEqual([{ one: 1 }]);
    expect(other.exitCode ?? other.signalCode).toBeNull();
  });

  test('of the lock of our own is recognised by the start time of its process', async () => {
    writeFileSync(join(folder, 'owner'), `${other.pid} 1 another-boot`);
    expect(await startAndQuery('SELECT one FROM things', folder)).toEqual([{ one: 1 }]);
  });
});
