import { createHash } from 'node:crypto';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { type Client, createClient } from './support/client';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const HANDLE = 'marin-of-two';
const CREATE = `mutation ($input: CreatePostInput!) {
  createPost(input: $input) { post { id } userErrors { code message } }
}`;
const VIEWER = '{ viewer { member { handle } } }';
const NAMES = '{ members(first: 1) { nodes { name } } }';

/** What a process keeps for itself is listed in the README of infra. Two whole graphs on one database show that the rest is shared. */
describe('Two processes on one database', () => {
  let mailbox: Mailbox;
  let database: TestDatabase;
  const graphs: TestGraph[] = [];
  let [one, other]: Client[] = [];
  let email: string;

  beforeAll(async () => {
    mailbox = await openMailbox();
    database = await demoDatabase();
    for (let number = 0; number < 2; number += 1)
      graphs.push(await openGraph('embedded', database, { settings: mailbox.settings, examples: [] }));
    [one, other] = graphs.map(({ url }) => createClient(() => url));
    email = await join(one as Client, mailbox, HANDLE);
  });
  afterAll(async () => {
    for (const graph of graphs) await graph.close();
    await database.drop();
    await mailbox.remove();
  });

  const viewerAt = async (client: Client | undefined, accessToken: string) =>
    (await client?.send(VIEWER, {}, accessToken))?.data?.['viewer'];

  test('Know the same sessions: one that ends at the first has ended at the second', async () => {
    const tokens = await (one as Client).signIn(email, PASSWORD);
    expect(await viewerAt(other, tokens.accessToken)).toEqual({ member: { handle: HANDLE } });
    const next = await other?.refresh(tokens.refreshToken);
    expect(await viewerAt(one, next?.accessToken ?? '')).toEqual({ member: { handle: HANDLE } });
    expect(await one?.mutate('signOut', { allSessions: false }, next?.accessToken)).toMatchObject({ endedSessions: 1 });
    expect(await other?.refresh(next?.refreshToken ?? '')).toBeNull();
  });

  test('Create a post once although both are asked to', async () => {
    const { accessToken } = await (one as Client).signIn(email, PASSWORD);
    const input = {
      kind: 'NEWS',
      lang: 'en',
      title: 'Sent twice',
      body: 'Text.',
      publish: true,
      idempotencyKey: 'two',
    };
    const create = async (client: Client | undefined): Promise<unknown> =>
      (await client?.send(CREATE, { input }, accessToken))?.data?.['createPost'];
    // Content learns of a new member from the log of membership.
    await waitUntil(async () => ((await create(one)) as { post: unknown } | null)?.post != null);
    const [first, second] = await Promise.all([create(one), create(other)]);
    expect(first).toEqual({ post: { id: expect.any(String) }, userErrors: [] });
    expect(second).toEqual(first);
  });

  test('Ask for a document that a client has registered at the other one only', async () => {
    const sha256Hash = createHash('sha256').update(NAMES).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const ask = async (graph: TestGraph | undefined, query?: string): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, extensions });
      return (await fetch(`${graph?.url}/graphql`, { method: 'POST', headers, body })).json();
    };
    const registered = await ask(graphs[0], NAMES);
    expect(await ask(graphs[0])).toEqual(registered);
    expect(await ask(graphs[1])).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(await ask(graphs[1], NAMES)).toEqual(registered);
  });
});
