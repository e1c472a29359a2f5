import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '@wizness/kernel/testing';
import { DataSource } from 'typeorm';
import {
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let watcher: DataSource;
const opened: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  watcher = await new DataSource({ type: 'postgres', url: database.url, poolSize: 1 }).initialize();
});
afterEach(async () => {
  for (const { close } of opened.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await watcher.destroy();
  await database.drop();
});

const opening = <Opened extends { close(): Promise<unknown> }>(thing: Opened): Opened => {
  opened.push(thing);
  return thing;
};

type Deadlines = { readonly operationTimeoutMs?: number; readonly subgraphTimeoutMs?: number };

const startIn = async (mode: 'embedded' | 'remote', deadlines: Deadlines): Promise<TestGateway> => {
  if (mode === 'embedded') return opening(await startEmbedded(database, deadlines));
  const servers: ServedSubgraph[] = [];
  for (const subgraph of [posts, scores]) servers.push(opening(await serve(subgraph, database)));
  return opening(await startRemote({ posts: servers[0]?.url ?? '', scores: servers[1]?.url ?? '' }, deadlines));
};

/** Number of statements that sleep in the database at this moment. */
const sleeping = async (): Promise<number> => {
  const [row] = await watcher.query<{ count: string }[]>(
    `SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'`,
  );
  return Number(row?.count);
};

/** Waits until `count` statements sleep. Fails if that takes longer than any of them would sleep by itself. */
const waitForSleeping = async (count: number): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await sleeping()) === count) return;
    await pause(20);
  }
  expect(await sleeping()).toBe(count);
};

const SLOW = '{ post(id: "a") { title slowScore } }';
const TIMED_OUT = {
  errors: [
    {
      message: 'The service "scores" did not respond in time; its fields are null.',
      path: ['post', 'slowScore'],
      extensions: { code: 'TIMEOUT', service: 'scores', requestId: 'test-1' },
    },
  ],
  data: { post: { title: 'Title of a', slowScore: null } },
};

describe.each(['embedded', 'remote'] as const)('In %s mode', (mode) => {
  test('an operation at its deadline returns null for missing fields and its statements are cancelled', async () => {
    const gateway = await startIn(mode, { operationTimeoutMs: 2000 });
    expect((await gateway.ask(SLOW)).body).toEqual(TIMED_OUT);
    await waitForSleeping(0);
  });

  test('the statements of a fetch that has timed out are cancelled when the operation ends', async () => {
    const gateway = await startIn(mode, { subgraphTimeoutMs: 2000 });
    expect((await gateway.ask(SLOW)).body).toEqual(TIMED_OUT);
    await waitForSleeping(0);
  });

  test('a query is cancelled when its client disconnects', async () => {
    const gateway = await startIn(mode, {});
    const client = new AbortController();
    const response = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SLOW }),
      signal: client.signal,
    });
    await waitForSleeping(1);
    client.abort();
    await expect(response).rejects.toThrow('aborted');
    await waitForSleeping(0);
  });

  test('an operation after aborted ones succeeds', async () => {
    const gateway = await startIn(mode, { operationTimeoutMs: 2000 });
    await Promise.all([1, 2, 3, 4].map(() => gateway.ask(SLOW)));
    expect((await gateway.ask('{ post(id: "a") { score } }')).body).toEqual({ data: { post: { score: 1 } } });
  });
});
