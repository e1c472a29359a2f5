import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { content } from '@wizness/content';
import { loadDemo, readServiceSettings, type ServerPair, startServerPair } from '@wizness/infra';
import { catalogue, connectClient } from '@wizness/kernel';
import { waitUntil } from '@wizness/kernel/testing';
import { type Graph, MODES, startGraph } from '../src/graph';
import { silentLog } from './support/graphs';

const HEADER = 'wizness-read-after';
const CREATE = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } userErrors { code } } }';

let directory: string;
let pair: ServerPair;

/** Runs SQL on the standby. */
const onStandby = async (sql: string): Promise<void> => {
  const client = await connectClient(pair.standby.url('postgres'));
  await client.query(sql);
  await client.end();
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wizness-replicas-'));
  pair = await startServerPair({ directory, isSynchronous: false });
  const databaseUrl = pair.primary.url('postgres');
  await loadDemo({ databaseUrl, settings: readServiceSettings({}), log: silentLog });
});
afterAll(async () => {
  await pair.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe.each(MODES)('Queries read from a standby (%s)', (mode) => {
  let graph: Graph;
  let credential: string;

  beforeAll(async () => {
    const address = { url: pair.primary.url('postgres'), readUrl: pair.standby.url('postgres') };
    const databaseUrl = Object.fromEntries(catalogue.map(({ name }) => [name, address]));
    graph = await startGraph({ mode, databaseUrl, log: silentLog, examples: [] });
    credential = await graph.credentialOf('nadia-belkacem');
  });
  afterAll(() => graph.close());

  interface Answer {
    readonly token: string | null;
    readonly body: { readonly data?: Readonly<Record<string, unknown>> | null; readonly errors?: unknown };
  }
  const ask = async (query: string, variables: object, token?: string | null): Promise<Answer> => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${credential}`,
      // An empty one says nothing, and is not replaced by the newest one in a run whose clients send that.
      [HEADER]: token ?? '',
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
    return { token: response.headers.get(HEADER), body: (await response.json()) as Answer['body'] };
  };

  /** Creates a post; returns its id and the token of the response. */
  const write = async (title: string): Promise<{ readonly id: string; readonly token: string }> => {
    const input = { kind: 'NEWS', lang: 'en', title: `${title} ${mode}`, body: 'Text.', publish: true };
    const { token, body } = await ask(CREATE, { input });
    const { post } = body.data?.['createPost'] as { post: { id: string } | null };
    expect({ body, isSigned: token !== null }).toMatchObject({
      body: { data: { createPost: { userErrors: [] } } },
      isSigned: true,
    });
    return { id: post?.id ?? '', token: token ?? '' };
  };
  const isSeen = async (id: string, token?: string): Promise<boolean> => {
    const { body } = await ask('query ($id: ID!) { post(id: $id) { id } }', { id }, token);
    expect(body.errors).toBeUndefined();
    return body.data?.['post'] !== null;
  };
  /** Waits until queries see what is written, but not yet on a standby whose replay is paused: it answers them. */
  const pauseReplay = async (): Promise<void> => {
    await onStandby('SELECT pg_wal_replay_pause()');
    await waitUntil(async () => !(await isSeen((await write('Probe')).id)));
  };

  afterEach(() => onStandby('SELECT pg_wal_replay_resume()'));

  test('and a caller who sends the token of a mutation sees what it wrote, before the standby does', async () => {
    await pauseReplay();
    const { id, token } = await write('Own write');
    expect(await isSeen(id)).toBe(false);
    expect(await isSeen(id, token)).toBe(true);
    await onStandby('SELECT pg_wal_replay_resume()');
    await waitUntil(() => isSeen(id));
  });

  test('and a token that is changed, or from another graph, says nothing', async () => {
    await pauseReplay();
    const { id, token } = await write('Forged');
    const [payload = '', signature = ''] = token.split('.');
    const forged = `${payload}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`;
    for (const other of [forged, payload, 'x', 'x'.repeat(5000)]) expect(await isSeen(id, other)).toBe(false);
  });

  test('and the token of a query is none, and that of a second mutation includes the first', async () => {
    const { token, body } = await ask('{ posts(first: 1) { nodes { id } } }', {});
    expect({ token, errors: body.errors }).toEqual({ token: null, errors: undefined });
  });

  test('and the primary answers, without an error, while the standby is suspended and when it is killed', async () => {
    const { id, token } = await write('Alone');
    await waitUntil(() => isSeen(id));
    await pair.standby.signal('SIGSTOP');
    expect(await Promise.all([isSeen(id), isSeen(id, token), isSeen(id)])).toEqual([true, true, true]);
    await pair.standby.signal('SIGCONT');
    await pair.standby.signal('SIGKILL');
    expect(await Promise.all([isSeen(id), isSeen(id, token), isSeen(id)])).toEqual([true, true, true]);
    const second = await write('Still alone');
    expect(await isSeen(second.id)).toBe(true);
    await pair.standby.start();
    await waitUntil(() => isSeen(second.id));
  });
});

test('The figures of a service say how far its standby is behind', async () => {
  const database = { url: pair.primary.url('postgres'), readUrl: pair.standby.url('postgres'), poolSize: 1 };
  const running = await content.open({ database, settings: readServiceSettings({}).content, log: silentLog });
  const lagBytes = async () => (await running.figures()).standby?.lagBytes ?? null;
  try {
    await waitUntil(async () => (await lagBytes()) === 0);
    await onStandby('SELECT pg_wal_replay_pause()');
    const primary = await connectClient(database.url);
    await primary.query('CREATE TABLE behind ()');
    await primary.end();
    await waitUntil(async () => Number(await lagBytes()) > 0);
    expect((await running.figures()).standby).toMatchObject({ isUp: true });
    await onStandby('SELECT pg_wal_replay_resume()');
    await waitUntil(async () => (await lagBytes()) === 0);
  } finally {
    await running.close();
  }
});
