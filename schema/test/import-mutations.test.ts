import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readServiceSettings, withServices } from '@wizness/infra';
import { Role, systemClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';

const DEMO = join(__dirname, '../../infra/demo');
const PAGE = readFileSync(join(DEMO, 'alter-mardis.page.txt'), 'utf8');
const CLAIMS = readFileSync(join(DEMO, 'alter-mardis.claims.json'), 'utf8');

const IMPORT_POST = `mutation ($input: ImportPostInput!) { importPost(input: $input) {
  post { id slug status } report { outcome slug title lang bodyStart bodyEnd body { source } mentions { surface start end } }
  warnings { code message start end } userErrors { code field message } } }`;
const CREATE_POST =
  'mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } userErrors { message } } }';
const UPDATE_POST = 'mutation ($input: UpdatePostInput!) { updatePost(input: $input) { userErrors { message } } }';
const SAVE_TOPIC = 'mutation ($input: SaveTopicInput!) { saveTopic(input: $input) { userErrors { message } } }';
const IMPORT_CLAIMS = `mutation ($input: ImportClaimsInput!) { importClaims(input: $input) {
  report {
    source { id }
    claims { key outcome subject property propertyLabel(lang: "fr") value(lang: "en") french: value(lang: "fr") quotes { quote start end lang } issues { code raw message(lang: "en") } reason fact { id } }
    matches { key name kind rule entity { __typename id } others { id } } kept { key field }
  } userErrors { code field message } } }`;

interface Payload {
  readonly post: { readonly id: string; readonly status: string } | null;
  readonly report: {
    readonly outcome: string;
    readonly slug: string;
    readonly title: string;
    readonly lang: string;
    readonly bodyStart: number;
    readonly bodyEnd: number;
    readonly body: { readonly source: string };
    readonly mentions: readonly { readonly surface: string; readonly start: number; readonly end: number }[];
    readonly source: { readonly id: string } | null;
    readonly matches: readonly { readonly kind: string; readonly entity: { readonly __typename: string } | null }[];
    readonly claims: readonly {
      readonly key: string;
      readonly outcome: string;
      readonly property: string | null;
      readonly propertyLabel: string | null;
      readonly value: string;
      readonly french: string;
      readonly quotes: readonly { readonly quote: string; readonly start: number; readonly end: number }[];
      readonly issues: readonly unknown[];
      readonly reason: string | null;
      readonly fact: { readonly id: string } | null;
    }[];
  } | null;
  readonly warnings: readonly { readonly message: string; readonly start: number | null }[];
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

describe.each(MODES)('An editor of the public graph who imports a page and claims about it (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let credential: string;
  beforeAll(async () => {
    database = await demoDatabase();
    const options = {
      databaseUrl: database.url,
      settings: readServiceSettings({}),
      clock: systemClock,
      log: silentLog,
    };
    await withServices(options, async ({ membership }) => {
      await membership.inTransaction(({ members }) => members.grant('nadia-belkacem', Role.EDITOR));
    });
    graph = await openGraph(mode, database);
    credential = await graph.credentialOf('nadia-belkacem');
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  const send = async (query: string, field: string, input: object): Promise<Payload> => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, Payload>; errors?: unknown };
    expect(errors).toBeUndefined();
    return data?.[field] as Payload;
  };
  const importPost = (more: object = {}) =>
    send(IMPORT_POST, 'importPost', { page: PAGE, slug: 'the-evening', ...more });
  const reported = ({ report }: Payload) => {
    if (!report) throw new Error('The import was refused.');
    return report;
  };
  const claimsInput = async (more: object = {}) => {
    const { slug, title, lang, bodyStart, bodyEnd } = reported(await importPost({ dryRun: true }));
    return { page: PAGE, claims: CLAIMS, slug, title, lang, bodyStart, bodyEnd, ...more };
  };
  const importClaims = async (more: object = {}) => send(IMPORT_CLAIMS, 'importClaims', await claimsInput(more));

  test('Sees in a dry run what would be stored, and nothing is', async () => {
    const payload = await importPost({ dryRun: true });
    const { outcome, body, mentions, bodyStart, bodyEnd } = reported(payload);
    expect({ post: payload.post, outcome, userErrors: payload.userErrors }).toEqual({
      post: null,
      outcome: 'CREATED',
      userErrors: [],
    });
    expect([...PAGE].slice(bodyStart, bodyEnd).join('')).toBe(body.source);
    expect(mentions.length).toBeGreaterThan(0);
    for (const { surface, start, end } of mentions) expect([...body.source].slice(start, end).join('')).toBe(surface);

    const { report } = await importClaims({ dryRun: true });
    expect(report?.claims.length).toBeGreaterThan(20);
    for (const { outcome: ofClaim, quotes, fact } of report?.claims ?? []) {
      expect([ofClaim, fact]).toEqual(['CREATED', null]);
      for (const { quote, start, end } of quotes) expect([...PAGE].slice(start, end).join('')).toBe(quote);
    }
    expect(report?.claims.some(({ issues }) => issues.length > 0)).toBe(true);
    expect(report?.source).toBeNull();
    const target = report?.claims.find(
      ({ property, value }) => property === 'mobility_platforms' && value.startsWith('30 '),
    );
    expect(target?.propertyLabel).toBe('Plateformes de mobilité');
    expect(target?.value).toMatch(/^30 platform \(from "/);
    expect(target?.french).toMatch(/^30 plateforme \(lu dans "/);
    const { data } = await graph.execute('{ post(slug: "the-evening") { id } }');
    expect(data).toEqual({ post: null });
  });

  test('Publishes the page, stores the claims as facts, and changes nothing by the same again', async () => {
    const { post } = await importPost();
    expect(post).toMatchObject({ slug: 'the-evening', status: 'PUBLISHED' });
    const postId = post?.id;
    // Partnerships learns of the post from the log.
    const stored = await waitUntil(async () => {
      const payload = await importClaims({ postId });
      return payload.userErrors[0]?.code !== 'NOT_FOUND' && payload;
    });
    const { claims, source, matches } = reported(stored);
    expect(source?.id).toMatch(/^source_/);
    for (const { kind, entity } of matches) expect(kind).toBe(entity?.__typename.toUpperCase());
    expect(claims.every(({ outcome, fact }) => outcome === 'CREATED' && fact !== null)).toBe(true);
    const again = reported(await importClaims({ postId }));
    expect([...new Set(again.claims.map(({ outcome }) => outcome))]).toEqual(['UNCHANGED']);
    expect(again.source).toEqual(source);
    expect(reported(await importPost()).outcome).toBe('UNCHANGED');
    expect((await importClaims({ slug: 'alter-mardis', postId })).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });

  test('Keeps the topics and the byline of a post that is imported again without them', async () => {
    const topic = { slug: 'mobility', labels: [{ lang: 'en', value: 'Mobility' }] };
    await send(SAVE_TOPIC, 'saveTopic', topic);
    const more = { slug: 'the-evening-again', topicSlugs: ['mobility'], byline: 'A reporter' };
    expect(reported(await importPost(more)).outcome).toBe('CREATED');
    expect(reported(await importPost({ slug: more.slug })).outcome).toBe('UNCHANGED');
    expect(reported(await importPost({ slug: more.slug, topicSlugs: [] })).outcome).toBe('REVISED');
  });

  test('Keeps the event that an article reports on, its summary and its readers when the page is imported again', async () => {
    const { post } = await importPost({ slug: 'the-report' });
    const event = await send(CREATE_POST, 'createPost', {
      kind: 'EVENT',
      lang: 'en',
      title: 'The evening itself',
      body: 'We met.',
      publish: true,
      details: { event: { whenEdtf: '2012-03-06' } },
    });
    const kept = { summary: 'About the evening.', visibility: 'MEMBERS' };
    const input = { id: post?.id, expectedRevision: 1, ...kept, details: { article: { reportsOnId: event.post?.id } } };
    expect((await send(UPDATE_POST, 'updatePost', input)).userErrors).toEqual([]);
    expect(reported(await importPost({ slug: 'the-report' })).outcome).toBe('REVISED');
    expect(reported(await importPost({ slug: 'the-report' })).outcome).toBe('UNCHANGED');
    const fields = 'summary visibility details { ... on ArticleDetails { reportsOn { id } } }';
    const read = await send(`{ post(slug: "the-report") { ${fields} } }`, 'post', {});
    expect(read).toEqual({ ...kept, details: { reportsOn: { id: event.post?.id } } });
  });

  test('Learns where each mistake is, and nothing is stored', async () => {
    const refusals = [
      await importPost({ page: 'Only a title' }),
      await importPost({ page: PAGE.replace('|http', '|{{LNK|http') }),
      await importPost({ topicSlugs: ['no-such-topic'] }),
      await importPost({ kind: 'EVENT' }),
      await importClaims({ claims: '{', dryRun: true }),
      await importClaims({ claims: '{}', dryRun: true }),
      await importClaims({ bodyEnd: 10_000_000, dryRun: true }),
      await importClaims({}),
      await importClaims({ postId: 'post_00000000000000000000000000' }),
    ];
    expect(refusals.map(({ report }) => report)).toEqual(refusals.map(() => null));
    expect(refusals.map(({ userErrors }) => [userErrors[0]?.code, userErrors[0]?.field[0]])).toEqual([
      ['INVALID', 'page'],
      ['INVALID', 'page'],
      ['INVALID', 'topicSlugs'],
      ['INVALID', 'kind'],
      ['INVALID', 'claims'],
      ['INVALID', 'claims'],
      ['INVALID', 'bodyStart'],
      ['REQUIRED', 'postId'],
      ['NOT_FOUND', 'postId'],
    ]);
    const wrong = JSON.parse(CLAIMS) as { claims: { key: string; quote: string }[] };
    wrong.claims = wrong.claims.map((claim, index) => (index === 0 ? { ...claim, quote: 'not on the page' } : claim));
    const { claims } = reported(await importClaims({ claims: JSON.stringify(wrong), dryRun: true }));
    expect(claims.filter(({ outcome }) => outcome === 'REFUSED')).toMatchObject([
      { key: wrong.claims[0]?.key, reason: expect.stringContaining('not on the page') },
    ]);
  });
});
