import { parseFeed } from '@rowanmanning/feed-parser';
import { type NewPost, PostKind, PostState, TextFormat } from '@wizness/content';
import { readServiceSettings, withServices } from '@wizness/infra';
import { deterministicClock, Visibility } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { SaxesParser } from 'saxes';
import { MODES } from '../src/graph';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';

/** Markup, and characters that XML does not allow. */
const HOSTILE = `]]><b>"'&\u0008\u000b\ufffe 😀`;

const body = { source: 'Some *words*, [a link](https://example.org/?a=1&b=2).', format: TextFormat.MARKDOWN };
const news = (slug: string, more: Partial<NewPost> = {}): NewPost =>
  ({ kind: PostKind.NEWS, lang: 'en', title: slug, slug, body, ...more }) as NewPost;

/** 52 posts of May 2020, more than the newest ones, and 103 of March 2020, more than one document of an archive has. */
const MANY = [
  ...Array.from({ length: 103 }, (_, index) =>
    news(`march-${index}`, { publishedAt: new Date(Date.UTC(2020, 2, 1, index)), topicSlugs: ['feeds'] }),
  ),
  ...Array.from({ length: 52 }, (_, index) =>
    news(`may-${index}`, { publishedAt: new Date(Date.UTC(2020, 4, 2, index)), topicSlugs: ['feeds'] }),
  ),
];

/** Throws unless `text` is well-formed, by a strict parser. */
const assertWellFormed = (text: string): void => {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
};

interface JsonFeed {
  readonly version: string;
  readonly feed_url: string;
  readonly next_url?: string;
  readonly items: readonly { readonly id: string; readonly title: string; readonly url: string }[];
}

describe('The feeds of posts', () => {
  let database: TestDatabase;
  let graphs: Readonly<Record<(typeof MODES)[number], TestGraph>>;

  beforeAll(async () => {
    database = await demoDatabase();
    const clock = deterministicClock('2026-06-01T00:00:00Z', 'feeds');
    const options = { databaseUrl: database.url, settings: readServiceSettings({}), clock, log: silentLog };
    await withServices(options, async ({ content }) => {
      await content.inTransaction(async ({ stores }) => {
        await stores.topics.define([{ slug: 'feeds', labels: { en: 'Feeds' } }]);
        for (const post of MANY) await stores.posts.publish(post);
        await stores.posts.publish(news('hostile', { title: HOSTILE, summary: HOSTILE, byline: HOSTILE }));
        await stores.posts.publish(news('for-members', { visibility: Visibility.MEMBERS }));
        await stores.posts.publish(news('a-draft', { state: PostState.DRAFT }));
      });
    });
    graphs = { embedded: await openGraph('embedded', database), remote: await openGraph('remote', database) };
  });
  afterAll(async () => {
    for (const mode of MODES) await graphs[mode].close();
    await database.drop();
  });

  const get = async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
    mode: (typeof MODES)[number] = 'embedded',
  ) => {
    const response = await fetch(`${graphs[mode].url}/feeds/posts.${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const getJson = async (path: string) => JSON.parse((await get(path)).text) as JsonFeed;
  /** A URL of the public site, as a path of the gateway under test. */
  const pathOf = (url: string) => url.slice(url.indexOf('/feeds/posts.') + '/feeds/posts.'.length);
  const titles = async (query: string) => (await getJson(`json?${query}`)).items.map(({ title }) => title);

  test.each(['atom', 'rss'])(
    'Are well-formed %s that a feed reader understands, whatever the posts contain',
    async (format) => {
      const { status, headers, text } = await get(format);
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe(`application/${format}+xml; charset=utf-8`);
      assertWellFormed(text);
      const feed = parseFeed(text);
      const { data } = await graphs.embedded.execute<{ posts: { nodes: { title: string; url: string }[] } }>(
        '{ posts(first: 50) { nodes { title url } } }',
      );
      expect(feed.items.map(({ url }) => url)).toEqual(data.posts.nodes.map(({ url }) => url));
      const hostile = feed.items.find(({ url }) => url?.endsWith('/hostile'));
      const shown = `]]><b>"'&\ufffd\ufffd\ufffd 😀`;
      expect(hostile).toMatchObject({ title: shown, description: shown });
      expect(hostile?.authors).toMatchObject([{ name: shown }]);
      expect(hostile?.content).toContain('<p>Some <em>words</em>, <a href="https://example.org/?a=1&');
      expect(feed.items.every(({ id, published }) => id?.startsWith('urn:uuid:') && published !== null)).toBe(true);
    },
  );

  test('Are JSON Feed 1.1, with the same ids as Atom', async () => {
    const [json, atom] = [await getJson('json'), parseFeed((await get('atom')).text)];
    expect(json.version).toBe('https://jsonfeed.org/version/1.1');
    expect(json.items.map(({ id }) => id)).toEqual(atom.items.map(({ id }) => id));
    expect((await get('json')).headers.get('content-type')).toBe('application/feed+json; charset=utf-8');
  });

  test('Are the same bytes in both modes', async () => {
    for (const path of ['atom', 'rss', 'json', 'atom?month=2020-03&topic=feeds']) {
      expect((await get(path, {}, 'remote')).text).toBe((await get(path)).text);
    }
  });

  test('Lead through their archives to every post exactly once behind the newest ones, also within a long month', async () => {
    const found = new Map<string, number>();
    let path: string | null = 'json?topic=feeds';
    for (let documents = 0; path !== null; documents += 1) {
      expect(documents).toBeLessThan(10);
      const feed: JsonFeed = await getJson(path);
      expect(pathOf(feed.feed_url)).toBe(path);
      if (documents > 0) for (const { title } of feed.items) found.set(title, (found.get(title) ?? 0) + 1);
      path = feed.next_url === undefined ? null : pathOf(feed.next_url);
    }
    expect([...found.keys()].toSorted()).toEqual(MANY.map(({ title }) => title).toSorted());
    expect(new Set(found.values())).toEqual(new Set([1]));
  });

  test('Have archives that say what they are, and link to the archives around them', async () => {
    const links = (text: string) =>
      Object.fromEntries(
        [...text.matchAll(/<link rel="([a-z-]+)"[^>]* href="([^"]*)"\/>/g)].map(([, rel, href = '']) => [
          rel,
          pathOf(href.replaceAll('&amp;', '&')),
        ]),
      );
    const { text } = await get('atom?topic=feeds&month=2020-03');
    assertWellFormed(text);
    expect(text).toContain('<fh:archive/>');
    expect(links(text)).toMatchObject({
      current: 'atom?topic=feeds',
      'next-archive': 'atom?topic=feeds&month=2020-05',
      'prev-archive': expect.stringMatching(/^atom\?topic=feeds&month=2020-03&after=/),
    });
    const newest = await get('atom?topic=feeds');
    expect(newest.text).not.toContain('<fh:archive/>');
    expect(links(newest.text)).toMatchObject({ 'prev-archive': 'atom?topic=feeds&month=2020-05' });
    expect(links(newest.text)).not.toHaveProperty('current');
  });

  test('Show what an anonymous caller sees, whoever asks', async () => {
    const { text } = await get('json', { authorization: 'Bearer anything' });
    expect(text).toContain('/posts/hostile');
    expect(text).not.toMatch(/for-members|a-draft/);
  });

  test('Take the filters of the graph', async () => {
    expect(await titles('kind=NEWS&topic=feeds')).toHaveLength(50);
    expect(await titles('kind=EVENT&topic=feeds')).toEqual([]);
    expect((await titles('kind=EVENT&kind=NEWS&lang=en')).length).toBeGreaterThan(0);
  });

  test.each([
    [
      'tpoic=feeds',
      'A feed has no parameter "tpoic". It has: kind, topic, author, mentions, series, lang, month, after.',
    ],
    ['topic=fees', 'feeds'],
    ['kind=BLOG', 'PostKind'],
    ['month=2020-13', 'must be a month such as 2026-03'],
    ['after=x', 'needs a `month`'],
    ['month=2020-03&after=x', 'cursor'],
    ['author=org_01h455vb4pex5vsknk084sn02q', 'member'],
  ])('Refuse %s and say what is right', async (query, message) => {
    const { status, text } = await get(`atom?${query}`);
    expect({ status, text }).toEqual({ status: 400, text: expect.stringContaining(message.replaceAll('"', '\\"')) });
  });

  test('Have an entity tag: a reader that has it gets 304 until a post changes', async () => {
    const { headers } = await get('atom');
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(Number.isNaN(Date.parse(headers.get('last-modified') ?? ''))).toBe(false);
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await get('atom', known);
    expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
    expect((await get('rss', known)).status).toBe(200);
  });

  test('Are linked from the page of a post', async () => {
    const html = await (await fetch(`${graphs.embedded.url}/posts/hostile`)).text();
    expect(html).toMatch(
      /<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="[^"]+\/feeds\/posts\.atom">/,
    );
  });

  test('Cost their reader as much as queries do, and so do the pages of posts', async () => {
    const graph = await openGraph('embedded', database, { maxCostPerMinute: 1000 });
    const ask = async (path: string) => {
      const { status, headers } = await fetch(graph.url + path);
      return { status, retryAfter: headers.get('retry-after') };
    };
    const until429 = async (path: string): Promise<string | null> => {
      for (let count = 0; count < 1000; count += 1) {
        const { status, retryAfter } = await ask(path);
        if (status === 429) return retryAfter;
        expect(status).toBe(200);
      }
      return null;
    };
    try {
      expect(Number(await until429('/feeds/posts.json'))).toBeGreaterThan(0);
      expect(Number(await until429('/posts/hostile'))).toBeGreaterThan(0);
      const { errors } = await graph.execute('{ posts(first: 100) { nodes { topics { slug } } } }');
      expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    } finally {
      await graph.close();
    }
  });

  test('Are unavailable while content does not respond, and not cached without an author', async () => {
    await graphs.remote.stopSubgraph('membership');
    const partial = await get('atom', {}, 'remote');
    expect({ status: partial.status, cache: partial.headers.get('cache-control') }).toEqual({
      status: 200,
      cache: 'no-store',
    });
    await graphs.remote.stopSubgraph('content');
    const { status, headers } = await get('atom', {}, 'remote');
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '30' });
  });
});
