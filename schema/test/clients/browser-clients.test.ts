import { BACKGROUND_TIMEOUTS } from '@wizness/kernel';
import { join } from 'node:path';
import { type RunningGateway, startGateway } from '@wizness/gateway';
import { readServiceSettings } from '@wizness/infra';
import type { TestDatabase } from '@wizness/kernel/testing';
import type { Browser, Request } from 'playwright-core';
import { describeInBrowser, launchBrowser, type ServedPage, servePage, skipReason } from '../support/browser';
import { demoDatabase, silentLog } from '../support/graphs';

const settings = readServiceSettings({});
const PAGES = ['apollo', 'urql', 'apollo'];

describeInBrowser(`A page of another origin${skipReason}`, () => {
  let database: TestDatabase;
  let gateway: RunningGateway;
  let browser: Browser;
  let pages: ServedPage[];

  beforeAll(async () => {
    database = await demoDatabase();
    pages = [];
    for (const name of PAGES) pages.push(await servePage(join(__dirname, 'pages', `${name}.page.ts`)));
    gateway = await startGateway({
      publicUrl: settings.membership.publicUrl,
      subgraphs: { mode: 'embedded', databaseUrl: database.url, settings, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      // The last page is not allowed.
      allowedOrigins: pages.slice(0, 2).map(({ origin }) => origin),
      log: silentLog,
    });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    for (const page of pages) await page.close();
    await database?.drop();
  });

  /** Runs the script of a page, and returns its result and the requests that it sent to the graph. */
  const run = async (served: ServedPage | undefined) => {
    const page = await browser.newPage();
    const requests: Request[] = [];
    page.on('request', (request) => {
      if (request.url().startsWith(gateway.url)) requests.push(request);
    });
    try {
      await page.goto(served?.origin ?? '');
      const result = await page.evaluate<Record<string, unknown>>(`run(${JSON.stringify(`${gateway.url}/graphql`)})`);
      return { result, methods: requests.map((request) => request.method()) };
    } finally {
      await page.close();
    }
  };

  const post = {
    id: expect.stringMatching(/^post_/),
    title: 'Alter-Mardis: quand Renault et Voiture&Co fabriquent un projet à quatre mains',
    topics: expect.arrayContaining([expect.objectContaining({ id: expect.stringMatching(/^topic_/) })]),
    ratingSummary: { count: expect.any(Number), average: expect.any(Number) },
  };
  const signIn = {
    viewer: null,
    userErrors: [{ code: expect.any(String), field: null, message: expect.any(String) }],
  };

  test('Uses the graph through Apollo Client with its default settings and a normalised cache', async () => {
    const { result, methods } = await run(pages[0]);
    expect(result).toMatchObject({ article: { post }, isCached: true, pages: [2, 4], signIn: { signIn } });
    expect(result['refused']).toBe('CombinedGraphQLErrors');
    expect(result['entities']).toEqual(expect.arrayContaining([expect.stringMatching(/^Post:post_/)]));
    // The article once, two pages, the mutation, and the operation that is refused.
    expect(methods).toEqual(['POST', 'POST', 'POST', 'POST', 'POST']);
  });

  test('Uses the graph through urql with its default settings, which send queries by GET', async () => {
    const { result, methods } = await run(pages[1]);
    expect(result).toMatchObject({ article: { post }, isCached: true, errors: [null, null], signIn: { signIn } });
    expect(result['refused']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(methods).toEqual(['GET', 'POST', 'GET']);
  });

  test('Cannot use the graph unless ALLOWED_ORIGINS contains its origin', async () => {
    await expect(run(pages[2])).rejects.toThrow(/Failed to fetch/);
  });
});
