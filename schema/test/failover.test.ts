import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo, readServiceSettings, type ServerPair, startServerPair } from '@wizness/infra';
import { connectClient, openDatabase } from '@wizness/kernel';
import { ratings } from '@wizness/ratings';
import { waitUntil } from '@wizness/kernel/testing';
import { type Graph, startGraph } from '../src/graph';
import { silentLog } from './support/graphs';

const CREATE = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } userErrors { code } } }';
const RATE = 'mutation ($input: RateInput!) { rate(input: $input) { userErrors { code } } }';

describe('When the primary is killed and its synchronous standby is promoted', () => {
  let directory: string;
  let pair: ServerPair;
  let graph: Graph;
  let credential: string;
  /** A pool that sends nothing while the primary is lost. */
  let quiet: Awaited<ReturnType<typeof openDatabase>>;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wizness-failover-'));
    pair = await startServerPair({ directory, isSynchronous: true });
    const databaseUrl = pair.url('postgres');
    await loadDemo({ databaseUrl, settings: readServiceSettings({}), log: silentLog });
    quiet = await openDatabase({ url: databaseUrl, poolSize: 1, log: silentLog }, ratings.storage);
    graph = await startGraph({ mode: 'remote', databaseUrl, log: silentLog, examples: [] });
    credential = await graph.credentialOf('nadia-belkacem');
  });
  afterAll(async () => {
    await graph.close();
    await quiet.destroy();
    await pair.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  interface Body {
    readonly data?: Readonly<Record<string, { readonly post: { readonly id: string } | null } | null>> | null;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  }
  const ask = async (query: string, input: object): Promise<Body> =>
    JSON.parse(await graph.execute(query, { input }, credential)) as Body;
  let written = 0;
  /** Creates a post. Returns its id if that is acknowledged, otherwise the code of the error. */
  const write = async (): Promise<{ readonly id?: string; readonly code?: string }> => {
    written += 1;
    const input = { kind: 'NEWS', lang: 'en', title: `Post ${written}`, body: 'Text.', publish: true };
    const { data, errors } = await ask(CREATE, input);
    return { id: data?.['createPost']?.post?.id, code: errors?.[0]?.extensions.code };
  };

  test('the processes write to the new one without a restart, nothing acknowledged is lost, and events go on', async () => {
    const acknowledged: string[] = [];
    const codes = new Set<string>();
    const writeOnce = async (): Promise<boolean> => {
      const { id, code } = await write();
      if (id) acknowledged.push(id);
      if (code) codes.add(code);
      return id !== undefined;
    };
    for (let count = 0; count < 10; count += 1) expect(await writeOnce()).toBe(true);
    const writing = Promise.all(Array.from({ length: 10 }, writeOnce));
    await pair.primary.signal('SIGKILL');
    await writing;
    await pair.promote();
    const { master } = quiet.driver as unknown as { readonly master: { readonly totalCount: number } };
    await waitUntil(async () => master.totalCount === 0);
    // The first statement of a pool after the failover: it knows the old primary only.
    expect(await quiet.query('SHOW transaction_read_only')).toEqual([{ transaction_read_only: 'off' }]);
    const promoted = await connectClient(pair.primary.url('postgres'));
    await waitUntil(writeOnce);
    expect(await writeOnce()).toBe(true);
    expect([...codes].filter((code) => code !== 'SUBGRAPH_UNAVAILABLE' && code !== 'TIMEOUT')).toEqual([]);
    const { rows } = await promoted.query<{ id: string }>('SELECT id FROM content.posts WHERE id = ANY ($1)', [
      acknowledged,
    ]);
    await promoted.end();
    expect(rows).toHaveLength(acknowledged.length);
    // Nobody may rate their own post. Ratings knows its author once the listener and the consumers have come back.
    const [last] = acknowledged.slice(-1);
    await waitUntil(async () => JSON.stringify(await ask(RATE, { subjectId: last, score: 5 })).includes('FORBIDDEN'));
  });
});
