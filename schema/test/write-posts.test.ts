import type { TestDatabase } from '@wizness/kernel/testing';
import type { Browser } from 'playwright-core';
import { MODES } from '../src/graph';
import { describeInBrowser, launchBrowser, skipReason } from './support/browser';
import { type Client, createClient } from './support/client';
import { FILTER_EVASIONS } from './support/filter-evasions';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.remove());

interface WrittenPost {
  readonly id: string;
  readonly slug: string;
  readonly body: { readonly html: string };
}

interface Payload {
  readonly post: WrittenPost | null;
  readonly userErrors: readonly { readonly code: string }[];
}

/** The post in a payload, which must have one. */
const postIn = ({ post, userErrors }: Payload): WrittenPost => {
  if (post) return post;
  throw new Error(`The post was refused: ${JSON.stringify(userErrors)}`);
};

/** Runs a mutation as a member, and returns its payload. */
const mutateAs =
  (client: Client, credential: string) =>
  async (field: string, input: object, selection: string): Promise<Payload> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code field } } }`;
    const { data, errors } = await client.send(query, { input }, credential);
    expect(errors).toBeUndefined();
    return data?.[field] as Payload;
  };

describe.each(MODES)('A member of the public graph (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let mutate: ReturnType<typeof mutateAs>;
  let send: (query: string) => ReturnType<Client['send']>;
  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph(mode, database, { settings: mailbox.settings });
    const client = createClient(() => graph.url);
    const { accessToken } = await client.signIn(await join(client, mailbox, `writer-${mode}`), PASSWORD);
    mutate = mutateAs(client, accessToken);
    send = (query) => client.send(query, {}, accessToken);
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  const input = { kind: 'GOOD_PRACTICE', title: 'Sharing cars', body: 'We *share* cars.', lang: 'en' };

  test('Writes, corrects and publishes a good practice, which its page then shows', async () => {
    const details = { goodPractice: { problem: 'Traffic', results: 'Less traffic' } };
    const topicSlugs = ['mobilite-durable'];
    const post = postIn(
      await mutate('createPost', { ...input, topicSlugs, details }, 'post { id slug url revision status }'),
    );
    expect(post).toMatchObject({ revision: 1, status: 'DRAFT' });
    expect((await fetch(`${graph.url}/posts/${post.slug}`)).status).toBe(404);
    const change = { id: post.id, expectedRevision: 1, summary: 'What we learnt.' };
    expect(await mutate('updatePost', change, 'post { revision summary }')).toEqual({
      post: { revision: 2, summary: 'What we learnt.' },
      userErrors: [],
    });
    expect(await mutate('updatePost', change, 'post { revision }')).toEqual({
      post: { revision: 2 },
      userErrors: [{ code: 'STALE_VERSION', field: ['expectedRevision'] }],
    });
    expect(await mutate('publishPost', { id: post.id }, 'post { status author { handle } }')).toEqual({
      post: { status: 'PUBLISHED', author: { handle: `writer-${mode}` } },
      userErrors: [],
    });
    const page = await fetch(`${graph.url}/posts/${post.slug}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<p>We <em>share</em> cars.</p>');
    expect(await mutate('unpublishPost', { id: post.id }, 'post { status }')).toMatchObject({
      post: { status: 'UNPUBLISHED' },
    });
    expect(await mutate('deletePost', { id: post.id }, 'deletedId')).toEqual({ deletedId: post.id, userErrors: [] });
  });

  test('Finds an event that they go to in calendars, and their own calendar under an address that they can change', async () => {
    const event = { startsAt: '2126-01-01T18:00:00Z', timeZone: 'Europe/Paris' };
    const selection = 'post { id slug details { ... on EventDetails { icsUrl } } }';
    const create = { ...input, kind: 'EVENT', details: { event }, publish: true };
    const { id, slug } = postIn(await mutate('createPost', create, selection));
    await mutate('setRsvp', { postId: id, going: true }, 'rsvp { status }');
    const rotate = async () => {
      const { data, errors } = await send('mutation { rotateCalendarUrl { url userErrors { code } } }');
      expect(errors).toBeUndefined();
      const { url } = data?.['rotateCalendarUrl'] as { url: string };
      return new URL(url).pathname;
    };
    const first = await rotate();
    const read = (path: string, headers: Record<string, string> = {}) => fetch(`${graph.url}${path}`, { headers });
    for (const path of ['/events.ics', `/events/${slug}.ics`, first]) {
      const response = await read(path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/calendar; charset=utf-8',
      ]);
      expect(await response.text()).toContain(`UID:${id}\r\n`);
      const known = { 'if-none-match': response.headers.get('etag') ?? '' };
      expect((await read(path, known)).status).toBe(304);
    }
    expect((await read(`/events/${slug}.ics`)).headers.get('content-disposition')).toContain(`${slug}.ics`);
    expect((await read(first)).headers.get('cache-control')).toContain('private');
    const second = await rotate();
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200]);
    const { data } = await send('{ viewer { calendarUrlCreatedAt } }');
    expect(data?.['viewer']).toEqual({ calendarUrlCreatedAt: expect.any(String) });
    await send('mutation { deleteCalendarUrl { userErrors { code } } }');
    for (const path of [second, '/calendar/x.ics', '/calendar/x', '/events/none.ics', '/events/none', '/events/.ics']) {
      expect([path, (await read(path)).status]).toEqual([path, 404]);
    }
  });

  test('Answers an event and a challenge', async () => {
    const times = { startsAt: '2126-01-01T18:00:00Z', timeZone: 'Europe/Paris', capacity: 1 };
    const create = async (more: object) =>
      postIn(await mutate('createPost', { ...input, ...more, publish: true }, 'post { id }')).id;
    const event = await create({ kind: 'EVENT', details: { event: times } });
    expect(await mutate('setRsvp', { postId: event, going: true }, 'rsvp { status member { handle } }')).toEqual({
      rsvp: { status: 'GOING', member: { handle: `writer-${mode}` } },
      userErrors: [],
    });
    const challenge = await create({ kind: 'CHALLENGE', details: { challenge: { question: 'How?' } } });
    const answer = { challengeId: challenge, postId: await create({}) };
    const contributions = 'challenge { details { ... on ChallengeDetails { contributions { nodes { id } } } } }';
    expect(await mutate('contributeToChallenge', answer, contributions)).toEqual({
      challenge: { details: { contributions: { nodes: [{ id: answer.postId }] } } },
      userErrors: [],
    });
    expect(await mutate('withdrawContribution', answer, 'challenge { id }')).toMatchObject({
      challenge: { id: challenge },
    });
  });
});

describeInBrowser(`Scripts in the posts of members${skipReason}`, () => {
  let database: TestDatabase;
  let graph: TestGraph;
  let browser: Browser;
  let mutate: ReturnType<typeof mutateAs>;
  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph('embedded', database, { settings: mailbox.settings });
    const client = createClient(() => graph.url);
    const { accessToken } = await client.signIn(await join(client, mailbox, 'attacker'), PASSWORD);
    mutate = mutateAs(client, accessToken);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await graph?.close();
    await database?.drop();
  });

  /** What happens in each of the pages, when every element is used: pop-up messages, and requests to other servers. */
  const effectsOf = async (pages: readonly ({ readonly url: string } | { readonly html: string })[]) => {
    const page = await browser.newPage();
    const effects: string[] = [];
    page.on('dialog', (dialog) => {
      effects.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(graph.url) && !request.isNavigationRequest()) effects.push(request.url());
    });
    for (const open of pages) {
      if ('url' in open) await page.goto(open.url);
      else await page.setContent(open.html);
      await page.evaluate(`for (const element of document.querySelectorAll('body *')) {
        for (const type of ['mouseover', 'focus', 'error', 'load', 'animationstart', 'toggle']) element.dispatchEvent(new Event(type));
        if (element.href?.startsWith('javascript:') || element.href?.startsWith('data:')) location.href = element.href;
      }`);
      await page.waitForLoadState();
    }
    await page.close();
    return effects;
  };

  test('Would show a dialog if they ran, so that the tests below can fail', async () => {
    expect(await effectsOf([{ html: '<p onmouseover="alert(1)">a</p>' }])).toEqual(['dialog 1']);
  });

  test('Are refused as the address of a link, and are words everywhere else', async () => {
    const stored: WrittenPost[] = [];
    const refusals: string[] = [];
    for (const text of FILTER_EVASIONS) {
      const title = `Case ${text.slice(0, 100)}`;
      const post = { kind: 'NEWS', title, summary: text, body: text, lang: 'en', publish: true };
      const payload = await mutate('createPost', post, 'post { id slug body { html } }');
      if (payload.post) stored.push(payload.post);
      refusals.push(...payload.userErrors.map(({ code }) => code));
    }
    expect(new Set(refusals)).toEqual(new Set(['INVALID']));
    expect(stored.length).toBeGreaterThan(FILTER_EVASIONS.length / 2);
    // The texts alone, in a page without a content security policy, and the pages of the posts.
    expect(await effectsOf([{ html: stored.map(({ body }) => body.html).join('') }])).toEqual([]);
    expect(await effectsOf(stored.map(({ slug }) => ({ url: `${graph.url}/posts/${slug}` })))).toEqual([]);
  });
});
