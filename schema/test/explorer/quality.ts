import type { Page } from 'playwright-core';
import { EXPLORER_VIEWS, findBarriers, scriptBytes } from '../support/explorer';
import { type Explorer } from '../support/explorer-session';

/** In bytes of Brotli: all scripts of a first view. */
const SCRIPT_BUDGET = 170_000;

/** The narrowest is a window of 1,280 pixels at a zoom of 400 %. */
const WIDTHS = [320, 390, 2560];

/** Scripts that draw pictures. A view can be read before they are loaded. */
const LATER = /\/(?:renderer|layout\.worker)-/;

/** Language and colours in which each view is looked at. */
const APPEARANCES = [
  ['en', 'light'],
  ['fr', 'dark'],
] as const;

/** What holds for every view. */
export const qualityTests = (explorer: Explorer): void => {
  /** What is wrong with a view, in one language and one of the colour schemes. */
  const faultsOf = async (page: Page, html: string, requested: readonly string[]): Promise<readonly object[]> => {
    const faults: object[] = [...(await findBarriers(page))];
    const bytes = scriptBytes(requested);
    if (bytes >= SCRIPT_BUDGET) faults.push({ bytes });
    for (const path of requested) {
      if (path === '/graphql') faults.push({ path });
      if (path.endsWith('.js') && !html.includes(path) && !LATER.test(path)) faults.push({ path });
    }
    const text = await page.locator('body').innerText();
    const names = text.match(/\b[A-Z]{2,}_[A-Z_]+\b|\bundefined\b|\bnull\b|\bNaN\b|\[object/g);
    if (names) faults.push({ names });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (overflow !== 0) faults.push({ width, overflow });
    }
    return faults;
  };

  test.each(APPEARANCES)(
    'Has in %s and %s colours no barrier that axe finds, less than 170 kB of script, all of it named by the page, no name of an enum, and nothing beside the window, in every view',
    async (lang, colorScheme) => {
      const requested: string[] = [];
      const page = await explorer.newPage('', requested);
      await page.emulateMedia({ colorScheme });
      const found: object[] = [];
      for (const path of EXPLORER_VIEWS) {
        requested.length = 0;
        await page.setViewportSize({ width: 1440, height: 900 });
        const response = await page.goto(`${explorer.url()}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await page.locator('html[data-started]').waitFor({ state: 'attached' });
        const html = (await response?.text()) ?? '';
        found.push(...(await faultsOf(page, html, requested)).map((fault) => ({ path, ...fault })));
      }
      expect(found).toEqual([]);
    },
    180_000,
  );

  test('Sends its scripts in Brotli, to be kept for a year', async () => {
    const requested: string[] = [];
    await explorer.open('/', requested);
    const [script = ''] = requested.filter((url) => url.endsWith('.js'));
    const response = await fetch(explorer.url() + script, { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('br');
    await response.arrayBuffer();
  });

  test('Has no page at an address with a character that the graph refuses', async () => {
    for (const path of ['/posts?after=%00', '/facts?property=%00']) {
      expect([path, (await fetch(explorer.url() + path)).status]).toEqual([path, 404]);
    }
  });

  test('Runs no script and no style of a page itself, and loads nothing from elsewhere', async () => {
    const response = await fetch(`${explorer.url()}/facts`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/ style="/);
  });
};
