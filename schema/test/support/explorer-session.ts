import type { TestDatabase } from '@wizness/kernel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { demoDatabase, openGraph, type TestGraph } from './graphs';
import { type Mailbox, openMailbox } from './mailbox';

type Asking = <Data = object>(query: string, variables?: object) => Promise<Data>;

/** One graph and one browser for all tests of the explorer. Each test has its own context: no cookie of another one. */
export interface Explorer {
  readonly url: () => string;
  readonly database: () => TestDatabase;
  readonly browser: () => Browser;
  /** Sends operations as a member of the demo data, by handle. Rejects if the graph reports an error. */
  readonly asking: (handle: string) => Promise<Asking>;
  /** What the graph mails. */
  readonly mailbox: () => Mailbox;
  readonly context: () => BrowserContext;
  /** Opens a view, and waits until the application has taken it over. Paths that the page requests are added to `requested`. */
  readonly open: (path: string, requested?: string[]) => Promise<Page>;
  /** A page that is watched as those that are opened. `path` names it in problems. */
  readonly newPage: (path: string, requested?: string[]) => Promise<Page>;
  /** How many operations the pages of this test have sent. */
  readonly operations: () => number;
  /** A test fails if the browser reports an error, says something or asks another host, unless it is ignored here. */
  readonly ignoreProblems: (isKept: (problem: string) => boolean) => void;
}

export const headingOf = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** Starts the graph and the browser for the tests of a suite, which are declared after this call. */
export const startExplorer = (): Explorer => {
  let database: TestDatabase;
  let graph: TestGraph;
  let browser: Browser;
  let mailbox: Mailbox;
  let context: BrowserContext;
  let operations = 0;
  let problems: string[] = [];

  beforeAll(async () => {
    [database, browser, mailbox] = await Promise.all([demoDatabase(), launchBrowser(), openMailbox()]);
    graph = await openGraph('embedded', database, { settings: mailbox.settings });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await graph?.close();
    await database?.drop();
    await mailbox?.remove();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    // Less than a test may take, so that it says what it waited for.
    context.setDefaultTimeout(25_000);
    operations = 0;
    problems = [];
  });
  afterEach(async () => {
    await context?.close();
    if (problems.length > 0) throw new Error(`Problems in the browser: ${problems.join('; ')}`);
  });

  const newPage = async (path: string, requested: string[] = []): Promise<Page> => {
    const page = await context.newPage();
    page.on('request', (request) => {
      const url = request.url();
      if (url.startsWith(graph.url)) requested.push(url.slice(graph.url.length));
      else if (!/^(data|blob):/.test(url)) problems.push(`requested ${url}`);
      if (url === `${graph.url}/graphql`) operations += 1;
    });
    page.on('console', (message) => {
      // What the driver says of WebGL without a GPU.
      if (!message.text().includes('GL Driver Message')) problems.push(`${path}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${path}: ${error}`));
    return page;
  };
  const open = async (path: string, requested?: string[]): Promise<Page> => {
    const page = await newPage(path, requested);
    await page.goto(graph.url + path);
    await page.locator('html[data-started]').waitFor({ state: 'attached' });
    return page;
  };
  return {
    url: () => graph.url,
    database: () => database,
    browser: () => browser,
    asking: async (handle) => {
      const authorization = `Bearer ${await graph.credentialOf(handle)}`;
      return async <Data>(query: string, variables: object = {}) => {
        const response = await fetch(`${graph.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization },
          body: JSON.stringify({ query, variables }),
        });
        const { data, errors } = (await response.json()) as { data: Data; errors?: readonly object[] };
        if (errors) throw new Error(JSON.stringify(errors));
        return data;
      };
    },
    mailbox: () => mailbox,
    context: () => context,
    open,
    newPage,
    operations: () => operations,
    ignoreProblems: (isKept) => {
      problems = problems.filter(isKept);
    },
  };
};
