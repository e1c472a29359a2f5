import { once } from 'node:events';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitUntil } from '@wizness/kernel/testing';
import { createClient } from './support/client';
import { join, PASSWORD } from './support/join';
import { type LiveGraph, NEW_POSTS, type NewPost, openLive } from './support/live';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

describe('GraphQL over WebSocket', () => {
  let live: LiveGraph;
  const open = new Set<WebSocket>();

  beforeAll(async () => {
    live = await openLive('websocket', {
      subscriptionTiming: { heartbeatMs: 400, identityCheckMs: 200, retryMs: 50 },
      subscriptionLimits: { total: 100, perCaller: 8 },
    });
  });
  afterEach(async () => {
    for (const socket of open) socket.terminate();
    open.clear();
  });
  afterAll(() => live.close());

  const url = () => `${live.graph.url.replace('http', 'ws')}/graphql`;

  /** A connection without a client, whose messages are read as they arrive. */
  const connect = async (protocol = 'graphql-transport-ws', headers: Record<string, string> = {}) => {
    const socket = new WebSocket(url(), protocol, { headers });
    open.add(socket);
    const messages: Message[] = [];
    const closed = { code: 0, reason: '' };
    socket.on('message', (data) => messages.push(JSON.parse(String(data)) as Message));
    socket.on('close', (code, reason) => Object.assign(closed, { code, reason: String(reason) }));
    await once(socket, 'open');
    return {
      socket,
      messages,
      closed,
      send: (message: Message) => socket.send(JSON.stringify(message)),
      /** Waits for a message of a type. */
      next: async (type: string) => {
        await waitUntil(async () => messages.some((message) => message.type === type));
        return messages.find((message) => message.type === type);
      },
    };
  };
  const initialised = async (payload: object = {}) => {
    const connection = await connect();
    connection.send({ type: 'connection_init', payload });
    await connection.next('connection_ack');
    return connection;
  };
  const subscribe = (id: string, query = NEW_POSTS, variables: object = {}) => ({
    id,
    type: 'subscribe',
    payload: { query, variables },
  });
  const slugsIn = (messages: readonly Message[], id: string) =>
    messages.flatMap((message) =>
      message.type === 'next' && message.id === id
        ? [(message.payload as { data: NewPost }).data.postPublished.post?.slug]
        : [],
    );

  test('Delivers events to the stock client, from a cursor on and live, several subscriptions over one connection', async () => {
    const client = createWsClient({ url: url(), webSocketImpl: WebSocket, lazy: true, retryAttempts: 0 });
    const after = await live.newest();
    await live.publish(['ws-before']);
    const got: string[][] = [[], []];
    const reads = got.map(async (slugs) => {
      for await (const { data } of client.iterate<NewPost>({ query: NEW_POSTS, variables: { after } })) {
        slugs.push(data?.postPublished.post?.slug ?? '');
        if (slugs.length === 1) await live.publish([`ws-live-${got.indexOf(slugs)}`]);
        if (slugs.length === 3) break;
      }
    });
    await Promise.all(reads);
    expect(got[0]?.toSorted()).toEqual(['ws-before', 'ws-live-0', 'ws-live-1']);
    expect(got[1]).toEqual(got[0]);
    await client.dispose();
  });

  test('Runs queries and mutations with the checks of HTTP', async () => {
    const client = createWsClient({ url: url(), webSocketImpl: WebSocket, retryAttempts: 0 });
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: '{ __typename }' })) results.push(result);
    expect(results).toEqual([{ data: { __typename: 'Query' } }]);
    const invalid = client.iterate({ query: '{ nothing }' }).next();
    await expect(invalid).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    const costly = '{ posts(first: 100) { nodes { comments(first: 100) { nodes { id } } } } }';
    await expect(client.iterate({ query: costly }).next()).rejects.toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    await client.dispose();
  });

  test('Sends the cursor in pings, also past events that do not match', async () => {
    const { send, messages } = await initialised();
    const cursorOf = () =>
      (messages.findLast(({ type }) => type === 'ping')?.payload as { cursor: string } | undefined)?.cursor ?? '';
    send(subscribe('1', 'subscription { postPublished(filter: { kinds: [EVENT] }) { id } }'));
    await waitUntil(async () => cursorOf() !== '');
    const first = cursorOf();
    await live.publish(['ws-unmatched']);
    await waitUntil(async () => cursorOf() > first);
    expect(slugsIn(messages, '1')).toEqual([]);
    send({ type: 'ping', payload: { a: 1 } });
    await waitUntil(async () =>
      messages.some(({ type, payload }) => type === 'pong' && (payload as { a?: number })?.a === 1),
    );
  });

  test('Ends one operation with its errors, and the others on the connection continue', async () => {
    const { send, messages, next, closed } = await initialised();
    send(subscribe('good'));
    send(subscribe('bad', NEW_POSTS, { after: 'content.0000000099999999' }));
    expect(await next('error')).toMatchObject({ id: 'bad', payload: [{ extensions: { code: 'INVALID_CURSOR' } }] });
    send({ id: 'unknown', type: 'complete' });
    await waitUntil(async () => messages.some(({ type }) => type === 'ping'));
    await live.publish(['ws-good']);
    await waitUntil(async () => slugsIn(messages, 'good').length === 1);
    send({ id: 'good', type: 'complete' });
    send(subscribe('good'));
    await waitUntil(async () => messages.filter(({ type }) => type === 'ping').length > 2);
    expect(closed.code).toBe(0);
  });

  test.each<[string, number, (connection: Awaited<ReturnType<typeof connect>>) => void]>([
    ['a message that is no JSON', 4400, ({ socket }) => socket.send('{')],
    ['a binary message', 4400, ({ socket }) => socket.send(Buffer.from('{"type":"ping"}'), { binary: true })],
    ['a message of an unknown type', 4400, ({ send }) => send({ type: 'start' })],
    ['an operation before the connection is initialised', 4401, ({ send }) => send(subscribe('1'))],
    ['a second initialisation', 4429, ({ send }) => [1, 2].forEach(() => send({ type: 'connection_init' }))],
    [
      'an invalid credential',
      4403,
      ({ send }) => send({ type: 'connection_init', payload: { authorization: 'Bearer a.b.c' } }),
    ],
    ['no initialisation', 4408, () => undefined],
    ['a message that is too long', 1009, ({ socket }) => socket.send(`"${'a'.repeat(1024 * 1024)}"`)],
  ])('Closes a connection after %s with %i', async (_, code, act) => {
    const connection = await connect();
    act(connection);
    await waitUntil(async () => connection.closed.code !== 0);
    expect(connection.closed.code).toBe(code);
  });

  test('Closes a connection that uses the id of a running operation with 4409, and one of another protocol with 4406', async () => {
    const { send, closed } = await initialised();
    send(subscribe('1'));
    send(subscribe('1'));
    await waitUntil(async () => closed.code !== 0);
    expect(closed.code).toBe(4409);
    const other = await connect('graphql-ws').catch(() => null);
    if (other) await waitUntil(async () => other.closed.code === 4406);
  });

  test('Refuses a page of another site, another path, and more connections than allowed', async () => {
    const statusOf = async (path: string, headers: Record<string, string> = {}) => {
      const socket = new WebSocket(url().replace('/graphql', path), 'graphql-transport-ws', { headers });
      const [error] = (await once(socket, 'error')) as [Error];
      return error.message;
    };
    expect(await statusOf('/graphql', { origin: 'https://evil.example' })).toMatch('403');
    expect(await statusOf('/other')).toMatch('404');
    for (let count = 0; count < 8; count += 1) await connect();
    expect(await statusOf('/graphql')).toMatch('429');
    const host = new URL(live.graph.url).host;
    for (const socket of open) socket.terminate();
    await waitUntil(
      async () => (await connect('graphql-transport-ws', { origin: `http://${host}` }).catch(() => null)) !== null,
    );
  });

  test('Refuses a subscription above the limit of the caller, and has room again when one ends', async () => {
    const { send, messages } = await initialised();
    for (let id = 1; id <= 9; id += 1) send(subscribe(String(id)));
    await waitUntil(async () => messages.some(({ type }) => type === 'error'));
    expect(messages.filter(({ type }) => type === 'error')).toMatchObject([
      { id: '9', payload: [{ extensions: { code: 'RATE_LIMITED', limit: 8 } }] },
    ]);
    send({ id: '1', type: 'complete' });
    send(subscribe('10'));
    await waitUntil(async () =>
      messages.some(({ type, payload }) => type === 'ping' && (payload as { id: string }).id === '10'),
    );
  });

  test('Shows a member what members see, and closes with 4401 when the session has ended', async () => {
    const member = createClient(() => live.graph.url);
    const email = await join(member, live.mailbox, 'ws-member');
    const { accessToken } = await member.signIn(email, PASSWORD);
    const { send, messages, closed } = await initialised({ authorization: `Bearer ${accessToken}` });
    send(subscribe('1'));
    await waitUntil(async () => messages.some(({ type }) => type === 'ping'));
    await live.publish(['ws-for-members'], { visibility: 'MEMBERS' });
    await waitUntil(async () => slugsIn(messages, '1').includes('ws-for-members'));
    await member.send('mutation { signOut(input: { allSessions: true }) { userErrors { message } } }', {}, accessToken);
    await waitUntil(async () => closed.code !== 0);
    expect(closed.code).toBe(4401);
  });
});
