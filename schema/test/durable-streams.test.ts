import { stream } from '@durable-streams/client';
import { waitUntil } from '@wizness/kernel/testing';
import { type LiveGraph, openLive } from './support/live';

interface Item {
  readonly cursor: string;
  readonly type: string;
  readonly post: { readonly slug: string } | null;
}

describe('The post log as a Durable Stream', () => {
  let live: LiveGraph;
  beforeAll(async () => {
    live = await openLive('durable streams');
  });
  afterAll(() => live.close());

  const url = () => `${live.graph.url}/streams/posts`;
  const slugsOf = (items: readonly Item[]) => items.map(({ post }) => post?.slug);

  test('Is read to its end by the client of the protocol, from any offset', async () => {
    const offset = await live.newest();
    const slugs = Array.from({ length: 105 }, (_, index) => `stream-${index}`);
    await live.publish(slugs);
    const response = await stream<Item>({ url: url(), offset, live: true });
    const items = await response.json();
    expect(slugsOf(items)).toEqual(slugs);
    const rest = await stream<Item>({ url: url(), offset: items[99]?.cursor ?? '', live: true });
    expect(slugsOf(await rest.json())).toEqual(slugs.slice(100));
  });

  test.each(['long-poll', 'sse'] as const)('Is followed live by the client of the protocol (%s)', async (mode) => {
    const offset = await live.newest();
    await live.publish([`${mode}-old`]);
    const stop = new AbortController();
    const response = await stream<Item>({ url: url(), offset, live: mode, signal: stop.signal });
    const got: (string | undefined)[] = [];
    response.subscribeJson<Item>(async ({ items }) => void got.push(...slugsOf(items)));
    await waitUntil(async () => got.length === 1);
    for (const number of [1, 2]) {
      await live.publish([`${mode}-new-${number}`]);
      await waitUntil(async () => got.length === number + 1);
    }
    expect(got).toEqual([`${mode}-old`, `${mode}-new-1`, `${mode}-new-2`]);
    stop.abort();
  });

  test('Takes a turn of its client for each read only, so that a stream that is long open holds up no query', async () => {
    const stop = new AbortController();
    const response = await stream<Item>({ url: url(), offset: await live.newest(), live: 'sse', signal: stop.signal });
    let got = 0;
    response.subscribeJson<Item>(async ({ items }) => void (got += items.length));
    // More reads than one client may have queries at the same time.
    for (let number = 1; number <= 25; number += 1) {
      await live.publish([`turn-${number}`]);
      await waitUntil(async () => got === number);
    }
    const body = JSON.stringify({ query: '{ posts(first: 1) { nodes { slug } } }' });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${live.graph.url}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({ data: { posts: { nodes: [{ slug: 'turn-25' }] } } });
    stop.abort();
  });

  test('Lets caches keep a full page, asks again at the end, and knows its entity tags', async () => {
    const offset = await live.newest();
    const end = await fetch(`${url()}?offset=${offset}`);
    expect(await end.json()).toEqual([]);
    expect(Object.fromEntries(end.headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache',
      'stream-next-offset': offset,
      'stream-up-to-date': 'true',
      etag: `"posts:${offset}:${offset}"`,
    });
    const headers = { 'if-none-match': end.headers.get('etag') ?? '' };
    expect((await fetch(`${url()}?offset=${offset}`, { headers })).status).toBe(304);
    const first = await fetch(`${url()}?offset=-1`);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=60/);
    expect(first.headers.get('stream-up-to-date')).toBeNull();
    const now = await fetch(`${url()}?offset=now`);
    expect([now.headers.get('stream-next-offset'), now.headers.get('etag')]).toEqual([offset, null]);
    const head = await fetch(url(), { method: 'HEAD' });
    expect([head.status, head.headers.get('stream-next-offset')]).toEqual([200, offset]);
  });

  test.each([
    ['offset=', 400],
    ['offset=1&offset=2', 400],
    ['offset=content.12', 400],
    ['offset=ratings.0000000000000001', 400],
    ['offset=content.0000000099999999', 400],
    ['live=sse', 400],
    ['offset=-1&live=other', 400],
  ])('Refuses a read with ?%s (%i)', async (query, status) => {
    const response = await fetch(`${url()}?${query}`);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('Is read only, and can be read by pages of every site', async () => {
    const written = await fetch(url(), { method: 'POST', body: '[]', headers: { 'content-type': 'application/json' } });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    const preflight = await fetch(url(), { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-expose-headers')).toContain('stream-next-offset');
  });
});
