import type { TestDatabase } from '@wizness/kernel/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_PATH, hasChromium } from './support/environment';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

const describeInBrowser = hasChromium ? describe : describe.skip;
const skipReason = hasChromium ? '' : ` (skipped: there is no Chromium at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`;

describeInBrowser(`GraphiQL${skipReason}`, () => {
  let database: TestDatabase;
  let gateway: TestGateway;
  let browser: Browser;

  beforeAll(async () => {
    database = await testDatabase();
    gateway = await startEmbedded(database, { examples: ['{ post(id: "l’article") { title } }'] });
    browser = await chromium.launch({
      executablePath: CHROMIUM_PATH,
      headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    await database?.drop();
  });

  const open = async (width: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height: 844 } })).newPage();
    await page.goto(`${gateway.url}/graphiql`);
    await page.getByRole('button', { name: /Execute/ }).click({ timeout: 25_000 });
    await page.locator('.graphiql-response').getByText('Title of').first().waitFor();
    return page;
  };

  test('is usable on a screen of 390 pixels: query and response have its width, and nothing is outside of it', async () => {
    const page = await open(390);
    for (const part of ['.graphiql-query-editor', '.graphiql-response']) {
      const box = await page.locator(part).boundingBox();
      expect(box?.width).toBeGreaterThan(340);
      expect(box?.height).toBeGreaterThan(150);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page
      .getByRole('button', { name: /Documentation Explorer/ })
      .first()
      .click();
    const explorer = await page.locator('.graphiql-plugin').boundingBox();
    expect(explorer?.x).toBeGreaterThanOrEqual(0);
    expect(explorer?.width).toBeGreaterThan(300);
    await page.context().close();
  });

  test('does not mark the typographic apostrophe', async () => {
    const page = await open(1200);
    const marks = page.locator('.graphiql-response .unicode-highlight');
    await marks.first().waitFor({ state: 'attached' });
    const borders = await page.evaluate(
      `[...document.querySelectorAll('.unicode-highlight')].map((mark) => getComputedStyle(mark).borderStyle)`,
    );
    expect(new Set(borders as string[])).toEqual(new Set(['none']));
    await page.context().close();
  });
});
