import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningGateway, startGateway } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { waitUntil } from '@wizness/kernel/testing';
import { readServiceSettings } from '../command/open-services';
import { query } from '../test/support/embedded-owners';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { processIdentity } from './process-identity';

const log = createLogger('test', 'silent');
const TIMEOUTS = { acquireMs: 400, statementMs: 800, lockMs: 400 };

let directory: string;
let postgres: EmbeddedPostgres;
let gateway: RunningGateway;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wizness-recovery-'));
  postgres = await startEmbeddedPostgres({ directory, durable: true, log });
  gateway = await startGateway({
    subgraphs: {
      mode: 'embedded',
      databaseUrl: postgres.url('postgres'),
      poolSize: 2,
      timeouts: TIMEOUTS,
      settings: readServiceSettings({ MAIL_DIR: join(directory, 'mail') }),
    },
    publicUrl: 'http://127.0.0.1:4000',
    log,
  });
});
afterAll(async () => {
  await gateway.close();
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
});

const postmasterPid = (): number =>
  Number(readFileSync(join(postgres.directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The pids of the server and of all its backends. */
const allPids = async (): Promise<number[]> => {
  const rows = await query<{ pid: number }>(postgres.url('postgres'), 'SELECT pid FROM pg_stat_activity');
  return [postmasterPid(), ...rows.map(({ pid }) => pid)];
};

const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) if (processIdentity(pid)) process.kill(pid, signal);
};

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

const ask = async (): Promise<Answer> => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ posts(first: 1) { nodes { id } } members(first: 1) { nodes { id } } }' }),
  });
  return (await response.json()) as Answer;
};

const codesOf = ({ errors = [] }: Answer): string[] => errors.map(({ extensions }) => extensions.code);

const EMPTY = { data: { posts: { nodes: [] }, members: { nodes: [] } } };

/** Waits until the graph answers without an error. */
const recovered = (): Promise<Answer> =>
  waitUntil(async () => {
    const answer = await ask();
    return !answer.errors && answer;
  });

/** The status of `/ready`, its body, and how long it took in milliseconds. */
const ready = async () => {
  const start = performance.now();
  const response = await fetch(`${gateway.url}/ready`);
  return { status: response.status, body: await response.json(), ms: performance.now() - start };
};

/** Waits until `/ready` says so. A backend can outlive its server for a moment and still answer the graph, while new connections fail. */
const readyAgain = () =>
  waitUntil(async () => {
    const answer = await ready();
    return answer.status === 200 && answer;
  });

test('A PostgreSQL that is killed comes back, and so does the graph; until then its services are unavailable', async () => {
  for (let round = 0; round < 3; round += 1) {
    expect(await readyAgain()).toMatchObject({ status: 200, body: { status: 'ready' } });
    process.kill(postmasterPid(), 'SIGKILL');
    const answer = await ask();
    expect(codesOf(answer).filter((code) => code !== 'SUBGRAPH_UNAVAILABLE')).toEqual([]);
    expect(await recovered()).toEqual(EMPTY);
  }
});

test('While PostgreSQL hangs, nothing waits for long, and /ready names the database', async () => {
  expect(await readyAgain()).toMatchObject({ status: 200, body: { status: 'ready' } });
  // A backend can answer `/ready` a moment before the server accepts new connections.
  const pids = await waitUntil(() => allPids().catch(() => null));
  signalAll(pids, 'SIGSTOP');
  try {
    await pause(600);
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    for (const answer of answers) expect(new Set(codesOf(answer))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
    const reason = 'its database does not respond';
    const { status, body, ms } = await ready();
    expect({ status, body }).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        services: ['content', 'membership', 'partnerships', 'ratings'],
        reasons: { content: reason, membership: reason, partnerships: reason, ratings: reason },
      },
    });
    expect(ms).toBeLessThan(5000);
  } finally {
    signalAll(pids, 'SIGCONT');
  }
  expect(await recovered()).toEqual(EMPTY);
});
