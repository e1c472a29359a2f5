import { type NewPost, PostKind, PostState, TextFormat } from '@wizness/content';
import { readServiceSettings, withServices } from '@wizness/infra';
import { deterministicClock, FuzzyDate, Role, Visibility } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';

const HOSTILE = `"'><script>alert(1)</script>&</title>`;
const plain = (source: string) => ({ source, format: TextFormat.PLAIN });
const base = { lang: 'en', title: 'A title', body: plain('Some words.') } as const;

const POSTS: readonly NewPost[] = [
  {
    kind: PostKind.NEWS,
    ...base,
    slug: 'hostile',
    title: HOSTILE,
    summary: HOSTILE,
    byline: HOSTILE,
    body: {
      source: `# ${HOSTILE}\n\n# Two\n\n# Three\n\n[x](javascript:alert(1)) ${HOSTILE}`,
      format: TextFormat.MARKDOWN,
    },
    details: { outlet: HOSTILE },
  },
  {
    kind: PostKind.EVENT,
    ...base,
    slug: 'an-event',
    details: { when: FuzzyDate.fromEdtf('2012-04-03'), place: 'Paris', startsAt: new Date('2012-04-03T17:00:00Z') },
  },
  { kind: PostKind.NEWS, ...base, slug: 'for-members', visibility: Visibility.MEMBERS },
  { kind: PostKind.NEWS, ...base, slug: 'a-draft', state: PostState.DRAFT },
  { kind: PostKind.NEWS, ...base, slug: 'withdrawn-draft', state: PostState.UNPUBLISHED },
  // A post that was public, and one that only members could see, before they were withdrawn.
  ...[Visibility.PUBLIC, Visibility.MEMBERS].flatMap((visibility): NewPost[] => {
    const slug = `withdrawn-${visibility.toLowerCase()}`;
    const post = { kind: PostKind.NEWS as const, ...base, slug, visibility };
    return [post, { ...post, state: PostState.UNPUBLISHED }];
  }),
  { kind: PostKind.NEWS, ...base, slug: 'removed' },
  { kind: PostKind.NEWS, ...base, slug: 'removed', state: PostState.DELETED },
];

describe('The page of a post or a member', () => {
  let database: TestDatabase;
  let graphs: Readonly<Record<(typeof MODES)[number], TestGraph>>;

  beforeAll(async () => {
    database = await demoDatabase();
    const clock = deterministicClock('2026-06-01T00:00:00Z', 'pages');
    const options = { databaseUrl: database.url, settings: readServiceSettings({}), clock, log: silentLog };
    await withServices(options, async ({ content, membership }) => {
      const member = { handle: 'hostile-member', name: HOSTILE, bio: HOSTILE, locale: 'en', roles: [Role.MEMBER] };
      await membership.inTransaction(({ members }) => members.enrol(member));
      for (const post of POSTS) await content.inTransaction(({ stores }) => stores.posts.publish(post));
    });
    graphs = { embedded: await openGraph('embedded', database), remote: await openGraph('remote', database) };
  });
  afterAll(async () => {
    for (const mode of MODES) await graphs[mode].close();
    await database.drop();
  });

  const get = async (
    slug: string,
    headers: Readonly<Record<string, string>> = {},
    mode: (typeof MODES)[number] = 'embedded',
  ) => {
    const response = await fetch(`${graphs[mode].url}/posts/${slug}`, { headers });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const jsonLd = (html: string) =>
    JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? 'null') as Record<
      string,
      unknown
    >;

  test('Is what `Post.url` leads to, with title, text, facts and topics, and linked data', async () => {
    const { data } = await graphs.embedded.execute<{ post: { url: string; title: string; body: { html: string } } }>(
      '{ post(slug: "alter-mardis") { url title body { html } } }',
    );
    const { post } = data;
    expect(new URL(post.url).pathname).toBe('/posts/alter-mardis');
    const { status, headers, html } = await get('alter-mardis', { 'accept-language': 'fr' });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-language')).toBe('fr');
    expect(html).toContain('<html lang="fr">');
    const withoutMarks = html.replaceAll(/<\/?mark[^>]*>|<sup class="notes">.*?<\/sup>/g, '');
    expect(withoutMarks).toContain(post.body.html);
    expect(html).toContain(`<link rel="canonical" href="${post.url}">`);
    expect(html).toContain(`<meta property="og:url" content="${post.url}">`);
    expect(html).toContain('<meta property="og:locale" content="fr">');
    expect(html.match(/<h1\b/g)).toHaveLength(1);
    expect(html.match(/<script/g)).toHaveLength(3);
    expect(jsonLd(html)).toMatchObject({ '@type': 'Article', headline: post.title, url: post.url, inLanguage: 'fr' });
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; /,
    );
  });

  test('Is the same bytes in both modes', async () => {
    for (const slug of ['alter-mardis', 'an-event', 'hostile']) {
      expect((await get(slug, {}, 'remote')).html).toBe((await get(slug)).html);
    }
  });

  test('Of an event has its date and place, for readers and for machines', async () => {
    const { html } = await get('an-event');
    const definitions = [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, term, text]) => [term, text]);
    expect(definitions).toEqual([
      ['Date', '3 April 2012'],
      ['Place', 'Paris'],
    ]);
    expect(jsonLd(html)).toMatchObject({
      '@type': 'Event',
      name: 'A title',
      startDate: '2012-04-03T17:00:00.000Z',
      location: { '@type': 'Place', name: 'Paris' },
    });
  });

  test('Escapes every text of the post, in elements, attributes and linked data', async () => {
    const { status, html } = await get('hostile');
    expect(status).toBe(200);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('javascript:');
    expect(html.match(/<\/title>/g)).toHaveLength(1);
    expect(html.match(/<\/script>/g)).toHaveLength(3);
    expect(jsonLd(html)).toMatchObject({ headline: HOSTILE, description: HOSTILE, author: { name: HOSTILE } });
    const attributes = [...html.matchAll(/<meta [^>]*content="([^"]*)"/g)].map(([, value]) => value);
    expect(attributes.filter((value) => value?.includes('&lt;script&gt;')).length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    'for-members',
    'a-draft',
    'withdrawn-draft',
    'withdrawn-members',
    'no-such-post',
    '..%2f',
    'x'.repeat(90),
  ])('Of %s is a 404 for everyone, with the same text', async (slug) => {
    const { status, headers, html } = await get(slug, { 'accept-language': 'fr' });
    expect({ status, cache: headers.get('cache-control') }).toEqual({ status: 404, cache: 'no-store' });
    expect(html).toBe((await get('no-such-post', { 'accept-language': 'fr' })).html);
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain('Page introuvable');
  });

  test.each(['withdrawn-public', 'removed'])('Of %s is a 410, because everyone could see it before', async (slug) => {
    for (const mode of MODES) {
      const { status, html } = await get(slug, { 'accept-language': 'en' }, mode);
      expect([status, html]).toEqual([410, expect.stringContaining('has been withdrawn')]);
    }
  });

  test('Shows no more to a caller who sends a credential, because everyone gets the same page', async () => {
    expect((await get('for-members', { authorization: 'Bearer anything' })).status).toBe(404);
    expect((await get('alter-mardis', { authorization: 'Bearer anything' })).status).toBe(200);
  });

  test('Has an entity tag: a client that has it gets 304 without a body', async () => {
    const { headers } = await get('alter-mardis');
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    const again = await get('alter-mardis', { 'if-none-match': headers.get('etag') ?? '' });
    expect({ status: again.status, html: again.html }).toEqual({ status: 304, html: '' });
    expect((await get('alter-mardis', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('Answers HEAD as GET, without a body', async () => {
    const response = await fetch(`${graphs.embedded.url}/posts/alter-mardis`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  const memberPage = async (handle: string, mode: (typeof MODES)[number] = 'embedded') => {
    const response = await fetch(`${graphs[mode].url}/members/${handle}`, { headers: { 'accept-language': 'fr' } });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };

  test('Of a member is what a mention leads to, with their posts, the same in both modes', async () => {
    const { status, headers, html } = await memberPage('nadia-belkacem');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('@nadia-belkacem');
    expect(html).toMatch(/<a href="\.\.\/posts\/[a-z0-9-]+" lang="fr">/);
    expect((await memberPage('nadia-belkacem', 'remote')).html).toBe(html);
  });

  test('Of a member escapes what the member wrote', async () => {
    const { status, html } = await memberPage('hostile-member');
    expect(status).toBe(200);
    expect(html).not.toContain('<script');
    expect(html.match(/<\/title>/g)).toHaveLength(1);
  });

  test.each(['nobody-here', '..%2f', 'x'.repeat(90), '%3Cscript%3E'])(
    'Of the member %s, who does not exist, is a 404',
    async (handle) => {
      const { status, html } = await memberPage(handle);
      expect({ status, html }).toEqual({ status: 404, html: (await memberPage('nobody-here')).html });
    },
  );

  test('Is shown without its author while membership does not respond, and not cached; 503 without content', async () => {
    const slug = 'what-a-target-is-worth';
    await graphs.remote.stopSubgraph('membership');
    const partial = await get(slug, {}, 'remote');
    expect({ status: partial.status, cache: partial.headers.get('cache-control') }).toEqual({
      status: 200,
      cache: 'no-store',
    });
    await graphs.remote.stopSubgraph('content');
    const { status: ofMember } = await memberPage('nadia-belkacem', 'remote');
    expect(ofMember).toBe(503);
    const { status, html } = await get(slug, { 'accept-language': 'en' }, 'remote');
    expect([status, html]).toEqual([503, expect.stringContaining('Page unavailable')]);
  });
});
