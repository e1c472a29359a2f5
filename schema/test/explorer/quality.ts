import { EXPLORER_VIEWS, findBarriers, scriptBytes } from '../support/explorer';
import { type Explorer } from '../support/explorer-session';

/** In bytes of Brotli: all scripts of a first view. */
const SCRIPT_BUDGET = 170_000;

const WIDTHS = [390, 2560];

/** Language and colours in which each view is looked at. */
const APPEARANCES = [
  ['en', 'light'],
  ['fr', 'dark'],
] as const;

/** What holds for every view. */
export const qualityTests = (explorer: Explorer): void => {
  test.each(EXPLORER_VIEWS)(
    'Has no barrier that axe finds in %s, in English and light, in French and dark, less than 170 kB of script, and no name of an enum',
    async (path) => {
      const found = await Promise.all(
        APPEARANCES.map(async ([lang, colorScheme]) => {
          const requested: string[] = [];
          const page = await explorer.open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, requested);
          expect(scriptBytes(requested)).toBeLessThan(SCRIPT_BUDGET);
          expect(requested.filter((each) => each === '/graphql')).toEqual([]);
          await page.emulateMedia({ colorScheme });
          const barriers = await findBarriers(page);
          const text = await page.locator('body').innerText();
          expect(text.match(/\b[A-Z]{2,}_[A-Z_]+\b|\bundefined\b|\bNaN\b|\[object/g)).toBeNull();
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 });
            const overflow = await page.evaluate(
              'document.documentElement.scrollWidth - document.documentElement.clientWidth',
            );
            expect({ width, overflow }).toEqual({ width, overflow: 0 });
          }
          return barriers;
        }),
      );
      expect(found.flat()).toEqual([]);
    },
    60_000,
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
