import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDatabase } from '@wizness/kernel/testing';
import { source as axe } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, skipReason } from './support/browser';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const WEB = join(__dirname, '../../gateway/web');

const TARGET_FACT = 'fact_01kjm6my70edkvq3bxqk6748ng';

const VIEWS = [
  '/',
  '/search?q=mobiliz',
  '/posts?kind=NEWS',
  '/posts/alter-mardis',
  '/posts/soiree-alter-mardis',
  '/facts?measure=TARGET,ACTUAL',
  '/facts?q=nothing+has+these+words',
  `/facts/${TARGET_FACT}`,
  '/subjects',
  '/organisations/voiture-co',
  '/programmes/mobiliz',
  '/partnerships/renault-voiture-co',
  '/people/florence-gilbert',
] as const;

/** In bytes of Brotli: all scripts of a first view. */
const SCRIPT_BUDGET = 170_000;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

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
  const operations = (): number => requested.filter((path) => path.startsWith('/graphql')).length;
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

  test.each(VIEWS)(
    'Has no barrier that axe finds in %s, in English and light, in French and dark, and no name of an enum',
    async (path) => {
      const found: unknown[] = [];
      for (const [lang, colorScheme] of [
        ['en', 'light'],
        ['fr', 'dark'],
      ] as const) {
        await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await page.emulateMedia({ colorScheme });
        await page.evaluate(axe);
        const { violations } = await page.evaluate<{ violations: Violation[] }>(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
        );
        found.push(...violations.map(({ id, nodes }) => ({ lang, id, nodes: nodes.map(({ html }) => html) })));
        const text = await page.locator('body').innerText();
        expect(text.match(/\b[A-Z]{2,}_[A-Z_]+\b|\bundefined\b|\bNaN\b|\[object/g)).toBeNull();
        for (const width of [390, 2560]) {
          await page.setViewportSize({ width, height: 900 });
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect({ width, overflow }).toEqual({ width, overflow: 0 });
        }
        await page.close();
      }
      expect(found).toEqual([]);
      expect(operations()).toBe(0);
    },
    60_000,
  );

  test('Loads scripts of less than 170 kB in Brotli for a first view, and keeps them for a year', async () => {
    const sizes = new Map(
      readdirSync(join(WEB, 'dist/client/assets')).map((file) => [
        `/assets/${file}`,
        statSync(join(WEB, 'dist/client/assets', file)).size,
      ]),
    );
    for (const path of VIEWS) {
      requested = [];
      await open(path);
      const scripts = requested.filter((url) => url.endsWith('.js'));
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.reduce((sum, url) => sum + (sizes.get(`${url}.br`) ?? Infinity), 0)).toBeLessThan(SCRIPT_BUDGET);
      await page.close();
    }
    const [script = ''] = requested.filter((url) => url.endsWith('.js'));
    const response = await fetch(graph.url + script, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    await response.arrayBuffer();
  });

  test('Runs no script and no style of a page itself, and loads nothing from elsewhere', async () => {
    const response = await fetch(`${graph.url}/facts`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/ style="/);
  });
});
