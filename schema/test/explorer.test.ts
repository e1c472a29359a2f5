import { readFileSync } from 'node:fs';
import type { TestDatabase } from '@wizness/kernel/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, skipReason } from './support/browser';
import { EXPLORER_VIEWS, findBarriers, publishNews, scriptBytes } from './support/explorer';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

/** In bytes of Brotli: all scripts of a first view. */
const SCRIPT_BUDGET = 170_000;

describeInBrowser(`The explorer${skipReason}`, () => {
  let database: TestDatabase;
  let graph: TestGraph;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Paths that the browser requested, and its messages, errors and requests to other hosts. */
  let requested: string[];
  let problems: string[];

  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph('embedded', database);
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await graph?.close();
    await database?.drop();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    [requested, problems] = [[], []];
  });
  afterEach(async () => {
    await context.close();
    if (problems.length > 0) throw new Error(`Problems in the browser: ${problems.join('; ')}`);
  });

  /** Opens a view, and waits until the application has taken it over. */
  const open = async (path: string): Promise<Page> => {
    page = await context.newPage();
    page.on('request', (request) => {
      if (request.url().startsWith(graph.url)) requested.push(request.url().slice(graph.url.length));
      else if (!/^(data|blob):/.test(request.url())) problems.push(`requested ${request.url()}`);
    });
    page.on('console', (message) => problems.push(`${path}: ${message.text()}`));
    page.on('pageerror', (error) => problems.push(`${path}: ${error}`));
    await page.goto(graph.url + path);
    await page.locator('html[data-started]').waitFor({ state: 'attached' });
    return page;
  };
  const operations = (): number => requested.filter((path) => path === '/graphql').length;
  const heading = (): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

  test('Leads from the front page to the target of Mobiliz and its words in three steps', async () => {
    await open('/');
    await page
      .getByRole('searchbox', { name: /Search people/ })
      .first()
      .fill('mobiliz');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Mobiliz', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Mobiliz' }).waitFor();
    await page.getByRole('figure').getByRole('link', { name: '30', exact: true }).click();
    await page.getByText('This is the current version.').waitFor();
    expect(await heading()).toMatch(/^30\s+target$/i);
    expect(await page.locator('.citation mark').innerText()).toBe('à 30 plateformes d’ici 2015, toujours en France');
    await page.getByRole('link', { name: 'Show in the page' }).click();
    await page.locator('mark.linked').first().waitFor();
    const marked = await page.locator('mark.linked').allInnerTexts();
    expect(marked.join(' ')).toBe('à 30 plateformes d’ici 2015, toujours en France');
  });

  test('Shows what was known before the second document: no figure to compare, which is not 0', async () => {
    await open('/programmes/mobiliz?valid=2015-12-31');
    await page.getByText('48% of the way from the baseline to the target, 63% of the target').waitFor();
    expect(await page.locator('.state').innerText()).toBe('Behind · due by 2015');
    await page.getByRole('figure').getByRole('link', { name: '19', exact: true }).click();
    await page.getByRole('link', { name: 'See what was known before it was recorded' }).click();
    await page.getByText('No figure was known that can be compared with the target. That is not 0.').waitFor();
    expect(await page.locator('.state').innerText()).toBe('No data · due by 2015');
    expect(await page.getByRole('figure').getByRole('listitem').allInnerTexts()).toEqual([
      'Baseline 9, July 2011',
      'Target 30, by 2015',
    ]);
    expect(new URL(page.url()).search).toMatch(/^\?known=2026-03-01T08:04:\d\d$/);
    await page.getByRole('link', { name: 'Back to now' }).click();
    await page.getByText('Missed · due by 2015').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('Says that posts are new without moving the list, and misses none while the network is lost', async () => {
    const publish = (number: number) => publishNews(database, `live-${number}`, `Live ${number}`);
    const stream = context.waitForEvent('request', (request) => request.url().includes('ExplorerLive'));
    await open('/posts');
    await (await stream).response();
    const titles = () => page.locator('article.post h2').allInnerTexts();
    const before = await titles();
    await publish(1);
    await page.getByText('1 new post', { exact: true }).waitFor();
    expect(await titles()).toEqual(before);
    await context.setOffline(true);
    await page.getByText('You are offline. What was loaded stays.').waitFor();
    await publish(2);
    await publish(3);
    await context.setOffline(false);
    await page.getByText('3 new posts', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Live 3' }).waitFor();
    expect(await titles()).toEqual(['Live 3', 'Live 2', 'Live 1', ...before]);
    await page.locator('a:focus').filter({ hasText: 'Live 3' }).waitFor();
    problems = problems.filter((problem) => !problem.includes('ERR_INTERNET_DISCONNECTED'));
  });

  test('Needs no request for a first view, and one for each view after it', async () => {
    await open('/facts?measure=TARGET');
    expect(operations()).toBe(0);
    await page.getByRole('checkbox', { name: 'Actual' }).check();
    await page.getByText('8 facts', { exact: true }).waitFor();
    expect(operations()).toBe(1);
    expect(new URL(page.url()).search).toBe('?measure=TARGET,ACTUAL');
    await page.getByRole('link', { name: 'Read', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Posts' }).waitFor();
    expect(operations()).toBe(2);
    expect(await page.title()).toBe('Posts – Wizness');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.goBack();
    await page.getByText('8 facts', { exact: true }).waitFor();
  });

  test('Shows the same filter to whoever opens its link, and counts what its table lists', async () => {
    await open('/facts?measure=TARGET,ACTUAL&order=DUE_EARLIEST');
    const count = Number.parseInt(await page.locator('.count').innerText(), 10);
    expect(await page.locator('table.facts tbody tr').count()).toBe(count);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Download these ${count} rows as CSV` }).click(),
    ]);
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(count + 1);
  });

  test('Names a value in a link that it does not know, and leaves it out', async () => {
    await open('/facts?measure=TARGTE');
    expect(await page.getByRole('alert').innerText()).toMatch(/“TARGTE” is not a known value of measure/);
  });

  test('Marks a passage while the pointer is on its fact, and a fact while it is on its passage', async () => {
    await open('/posts/alter-mardis');
    const mark = page.locator('mark').first();
    await mark.hover();
    await page.locator('.note.linked').first().waitFor();
    const number = await mark.getAttribute('data-facts');
    expect(await page.locator('.note.linked').first().getAttribute('data-facts')).toBe(number?.split(' ')[0]);
    await page.locator('.note').nth(3).hover();
    await page.locator('mark.linked[data-facts~="4"]').first().waitFor();
  });

  test('Says why a view cannot be loaded, keeps the rest, and loads it when asked again', async () => {
    await open('/');
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'Subjects', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await heading()).toBe('This could not be loaded');
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Subjects' }).waitFor();
    problems = problems.filter((problem) => !/ERR_FAILED|Unreachable/.test(problem));
  });

  test('Can be read, filtered and followed without script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
    page = await plain.newPage();
    await page.goto(`${graph.url}/facts`);
    await page.getByRole('checkbox', { name: 'Objectif' }).check();
    await page.getByRole('button', { name: 'Appliquer' }).click();
    expect(new URL(page.url()).search).toBe('?measure=TARGET');
    expect(await page.locator('.count').innerText()).toBe('2 faits');
    await page.locator('td.value a').first().click();
    expect(await page.locator('.citation mark').innerText()).toContain('30 plateformes');
    await plain.close();
  });

  test('Keeps the language that a reader chose', async () => {
    await open('/facts');
    await page.getByRole('link', { name: 'Lire en français' }).click();
    await page.getByRole('heading', { level: 1, name: 'Faits' }).waitFor();
    await page.goto(`${graph.url}/subjects`);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await heading()).toBe('Sujets');
  });

  test.each(EXPLORER_VIEWS)(
    'Has no barrier that axe finds in %s, in English and light, in French and dark, less than 170 kB of script, and no name of an enum',
    async (path) => {
      const found: unknown[] = [];
      for (const [lang, colorScheme] of [
        ['en', 'light'],
        ['fr', 'dark'],
      ] as const) {
        requested = [];
        await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        expect(scriptBytes(requested)).toBeLessThan(SCRIPT_BUDGET);
        await page.emulateMedia({ colorScheme });
        found.push(...(await findBarriers(page)));
        const text = await page.locator('body').innerText();
        expect(text.match(/\b[A-Z]{2,}_[A-Z_]+\b|\bundefined\b|\bNaN\b|\[object/g)).toBeNull();
        for (const width of [390, 2560]) {
          await page.setViewportSize({ width, height: 900 });
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect({ width, overflow }).toEqual({ width, overflow: 0 });
        }
        expect(operations()).toBe(0);
        await page.close();
      }
      expect(found).toEqual([]);
    },
    60_000,
  );

  test('Sends its scripts in Brotli, to be kept for a year', async () => {
    await open('/');
    const [script = ''] = requested.filter((url) => url.endsWith('.js'));
    const response = await fetch(graph.url + script, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    await response.arrayBuffer();
  });

  test('Has no page at an address with a character that the graph refuses', async () => {
    for (const path of ['/posts?after=%00', '/facts?property=%00'])
      expect([path, (await fetch(graph.url + path)).status]).toEqual([path, 404]);
  });

  test('Runs no script and no style of a page itself, and loads nothing from elsewhere', async () => {
    const response = await fetch(`${graph.url}/facts`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/ style="/);
  });
});
