import { createHash } from 'node:crypto';
import { type CutProxy, openCutProxy } from '@wizness/infra';
import type { Browser, Page } from 'playwright-core';
import { waitUntil } from '@wizness/kernel/testing';
import { describeInBrowser, launchBrowser, skipReason } from './support/browser';
import { type LiveGraph, NEW_POSTS, openLive } from './support/live';

/** What the script of the page keeps. */
interface PageState {
  readonly slugs: string[];
  opened: number;
  readyState(): number;
}

declare const state: PageState;

describeInBrowser(`An EventSource of a browser${skipReason}`, () => {
  let live: LiveGraph;
  let proxy: CutProxy;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    live = await openLive('event source', { subscriptionTiming: { heartbeatMs: 300, retryMs: 50 } });
    proxy = await openCutProxy([Number(new URL(live.graph.url).port)]);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await live?.close();
  });

  const extensions = {
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(NEW_POSTS).digest('hex') },
  };

  /** Opens the page with an `EventSource` of a persisted operation. */
  const openSource = async (variables: object): Promise<void> => {
    page = await browser.newPage();
    await page.goto(`${proxy.url}/health`);
    const parameters = new URLSearchParams({
      extensions: JSON.stringify(extensions),
      variables: JSON.stringify(variables),
    });
    await page.evaluate((url) => {
      const source = new EventSource(url);
      const own: PageState = { slugs: [], opened: 0, readyState: () => source.readyState };
      source.addEventListener('open', () => (own.opened += 1));
      source.addEventListener('next', ({ data }) => {
        const { data: event, errors } = JSON.parse(data as string);
        own.slugs.push(errors ? errors[0].extensions.code : event.postPublished.post.slug);
      });
      Object.assign(window, { state: own });
    }, `/graphql?${parameters}`);
  };
  const slugs = () => page.evaluate(() => state.slugs);
  const opened = () => page.evaluate(() => state.opened);

  test('Continues by itself behind its last event, not behind the cursor in its URL, whenever its connection is cut', async () => {
    const body = JSON.stringify({ query: NEW_POSTS, variables: { after: 'content.x' }, extensions });
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    await (await fetch(`${live.graph.url}/graphql`, { method: 'POST', headers, body })).text();
    const after = await live.newest();
    await live.publish(['source-0']);
    await openSource({ after });
    const expected = ['source-0'];
    for (const round of [1, 2]) {
      await waitUntil(async () => (await slugs()).length === expected.length);
      proxy.cutAll();
      const missed = [`source-${round}-missed-a`, `source-${round}-missed-b`];
      await live.publish(missed);
      await waitUntil(async () => (await opened()) === round + 1);
      await live.publish([`source-${round}-live`]);
      expected.push(...missed, `source-${round}-live`);
    }
    await waitUntil(async () => (await slugs()).length >= expected.length);
    expect(await slugs()).toEqual(expected);
  });

  test('Shows why its subscription is refused', async () => {
    await openSource({ after: 'content.x' });
    await waitUntil(async () => (await slugs()).length > 0);
    expect(await slugs()).toEqual(['INVALID_CURSOR']);
  });
});
