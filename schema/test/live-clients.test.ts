import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextFormat } from '@wizness/content';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { waitUntil } from '@wizness/kernel/testing';
import { type LiveGraph, type NewPost, openLive } from './support/live';
import { CLIENTS, stopReadings } from './support/live-clients';

const supergraph = readFileSync(join(__dirname, '../supergraph.graphql'), 'utf8');
const REVISION = '  """Revision of the post at that time."""\n  revision: Int!\n\n';

describe('Stock clients of subscriptions', () => {
  let live: LiveGraph;
  const timing = { heartbeatMs: 200, identityCheckMs: 1000, retryMs: 50, reloadMs: 300 };
  beforeAll(async () => {
    live = await openLive('live clients', { subscriptionTiming: timing });
  });
  afterEach(stopReadings);
  afterAll(() => live.close());

  test.each(CLIENTS)('%s gets each event at once, from history into live', async (client, subscribe) => {
    const name = client.toLowerCase().replaceAll(' ', '-');
    const after = await live.newest();
    await live.publish([`old-${name}`]);
    const { slugs, errors } = subscribe(`${live.graph.url}/graphql`, { after });
    await waitUntil(async () => slugs.length === 1);
    for (const number of [1, 2, 3]) {
      await live.publish([`new-${name}-${number}`]);
      await waitUntil(async () => slugs.length === number + 1);
    }
    expect(slugs).toEqual(
      ['old', 'new', 'new', 'new'].map((kind, index) => `${kind}-${name}${index ? `-${index}` : ''}`),
    );
    expect(errors).toEqual([]);
  });

  test.each(CLIENTS)('%s shows why a subscription is refused', async (_, subscribe) => {
    const { slugs, errors } = subscribe(`${live.graph.url}/graphql`, { after: 'content.x' });
    await waitUntil(async () => errors.length > 0);
    expect(slugs).toEqual([]);
    expect(JSON.stringify(errors[0], ['errors', 'graphQLErrors', 'message', 'extensions', 'code'])).toContain(
      'INVALID_CURSOR',
    );
  });

  test('All get each event once and in order, without a new connection, while the supergraph is replaced several times', async () => {
    const after = await live.newest();
    const expected = Array.from({ length: 50 }, (_, index) => `reload-${index}`);
    const all = CLIENTS.map(([, subscribe]) => subscribe(`${live.graph.url}/graphql`, { after }));
    const late = async (index: number): Promise<void> => {
      if (index % 25 === 0)
        all.push(...CLIENTS.map(([, subscribe]) => subscribe(`${live.graph.url}/graphql`, { after })));
    };
    const swap = async (): Promise<void> => {
      for (let number = 0; number < 5; number += 1) {
        await live.graph.updateSupergraph(supergraph);
        await live.publish([`reload-swap-${number}`]);
        expected.push(`reload-swap-${number}`);
      }
    };
    const write = async (): Promise<void> => {
      for (const [index, slug] of expected.slice(0, 50).entries()) {
        await late(index);
        await live.publish([slug]);
      }
    };
    await Promise.all([swap(), write()]);
    await waitUntil(async () => all.every(({ slugs }) => slugs.length >= expected.length));
    for (const { slugs, errors } of all) {
      expect(slugs).toEqual(all[0]?.slugs);
      expect(errors).toEqual([]);
    }
    expect(all[0]?.slugs.toSorted()).toEqual(expected.toSorted());
  });

  test('A subscription that a new supergraph does not allow ends with SUBSCRIPTION_SCHEMA_RELOAD, and the others continue', async () => {
    let isOpen = false;
    const socket = createWsClient({
      url: `${live.graph.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { ping: () => void (isOpen = true) },
    });
    const refused = socket.iterate({ query: 'subscription { postPublished { revision } }' });
    const ended = refused.next().catch((error: unknown) => error);
    await waitUntil(async () => isOpen);
    const reading = CLIENTS[0]?.[1](`${live.graph.url}/graphql`, { after: await live.newest() });
    expect(supergraph).toContain(REVISION);
    await live.graph.updateSupergraph(supergraph.replace(REVISION, ''));
    expect(await ended).toMatchObject([{ extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }]);
    await live.publish(['after-reload']);
    await waitUntil(async () => reading?.slugs.at(-1) === 'after-reload');
    await live.graph.updateSupergraph(supergraph);
    await socket.dispose();
  });

  test('A subscription to the comments of one post gets those that are new, with what the client selects', async () => {
    await live.publish(['commented', 'other']);
    const { data } = await live.graph.execute<{ one: { id: string }; other: { id: string } }>(
      '{ one: post(slug: "commented") { id } other: post(slug: "other") { id } }',
    );
    const socket = createWsClient({ url: `${live.graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const after = await live.newest();
    const query = `subscription ($postId: ID!, $after: Cursor) {
      commentAdded(postId: $postId, after: $after) { comment { body { text } post { slug } } }
    }`;
    const events = socket.iterate({ query, variables: { postId: data.one.id, after } });
    await live.comment(data.one.id, 'First');
    await live.comment(data.other.id, 'Elsewhere');
    await live.comment(data.one.id, 'Second');
    for (const text of ['First', 'Second']) {
      const { value } = await events.next();
      expect(value).toEqual({ data: { commentAdded: { comment: { body: { text }, post: { slug: 'commented' } } } } });
    }
    await socket.dispose();
  });

  test('Events that are larger than a response together arrive one after the other', async () => {
    const after = await live.newest();
    const expected = Array.from({ length: 14 }, (_, index) => `large-${index}`);
    await live.publish(expected, { body: { source: 'Some words. '.repeat(35_000), format: TextFormat.PLAIN } });
    const socket = createWsClient({ url: `${live.graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const query = 'subscription ($after: Cursor) { postPublished(after: $after) { post { slug body { html text } } } }';
    const got: (string | undefined)[] = [];
    for await (const { data, errors } of socket.iterate<NewPost>({ query, variables: { after } })) {
      expect(errors).toBeUndefined();
      got.push(data?.postPublished.post?.slug);
      if (got.length === expected.length) break;
    }
    expect(got).toEqual(expected);
    await socket.dispose();
  });

  test('An event that is larger than a response comes without its post, and the next one follows', async () => {
    const after = await live.newest();
    await live.publish(['too-large'], { body: { source: 'Some words. '.repeat(40_000), format: TextFormat.PLAIN } });
    await live.publish(['after-too-large']);
    const socket = createWsClient({ url: `${live.graph.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const copies = Array.from({ length: 25 }, (_, index) => `copy${index}: body { html }`).join(' ');
    const query = `subscription ($after: Cursor) { postPublished(after: $after) { cursor ...Parts } }
      fragment Parts on PostEvent { type entry: post { slug ${copies} } }`;
    const events = socket.iterate<Record<string, object>>({ query, variables: { after } });
    expect((await events.next()).value).toMatchObject({
      data: { postPublished: { type: 'PUBLISHED', entry: null } },
      errors: [{ path: ['postPublished', 'entry'], extensions: { code: 'RESPONSE_TOO_LARGE' } }],
    });
    expect((await events.next()).value).toMatchObject({
      data: { postPublished: { entry: { slug: 'after-too-large' } } },
    });
    await socket.dispose();
  });
});
