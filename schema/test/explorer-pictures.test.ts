import type { Page } from 'playwright-core';
import { EXPLORER_VIEWS, untilLaidOut } from './support/explorer';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';
import { takeMemberPictures } from './support/member-pictures';
import { changeIn, differenceOf, fontReason, keptPicture, takePictures } from './support/pictures';

const describeWithFonts = fontReason === '' ? describeInBrowser : describe.skip;

/** Name of the picture of a view: `facts-measure-target-actual`. */
const nameOf = (path: string): string =>
  path === '/'
    ? 'front'
    : path
        .toLowerCase()
        .replaceAll(/(?:fact|org|programme)_\w+/g, 'id')
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '');

// Apart from the other tests of the explorer: what they write would be in the pictures.
describeWithFonts(`What the explorer looks like${skipReason || fontReason}`, () => {
  const explorer = startExplorer();

  const settle = async (page: Page): Promise<void> => {
    await page.locator('html[data-started]').waitFor({ state: 'attached' });
    if (page.url().includes('/network/all')) {
      await page.locator('div.overview canvas').first().waitFor();
      // WebGL draws in the next frame.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    if (page.url().includes('roots=')) await page.locator('svg.network g.node').first().waitFor();
    if (/(?:write|account|edit)/.test(page.url()))
      await page.getByText(/^(?:Loading|Chargement)/).waitFor({ state: 'detached' });
  };

  test.each(EXPLORER_VIEWS)(
    'Is at %s as it was when a person last looked at it, narrow and wide, light and dark',
    async (path) => {
      if (path.startsWith('/network/all')) await untilLaidOut(explorer.url());
      const page = await explorer.newPage(path);
      const picture = await takePictures(page, async (lang) => {
        await page.goto(`${explorer.url()}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await settle(page);
      });
      expect(await changeIn(nameOf(path), picture)).toBeNull();
    },
  );

  test('Is after SQL has run as it was when a person last looked at it', async () => {
    const page = await explorer.newPage('/sql');
    const picture = await takePictures(page, async (lang) => {
      await page.goto(`${explorer.url()}/sql?measure=TARGET,ACTUAL&lang=${lang}`);
      await settle(page);
      await page.locator('.member-form button[type=submit]').click();
      await page.locator('.sql-result td').first().waitFor();
      await page.evaluate('scrollTo(0, 0)');
    });
    expect(await changeIn('sql-result', picture)).toBeNull();
  });

  // After the others: what it writes would be in their pictures.
  test('Is for members, editors, analysts and moderators as it was when a person last looked at it', async () => {
    const changes: string[] = [];
    await takeMemberPictures(explorer, async (name, picture) => {
      const change = await changeIn(name, picture);
      if (change !== null) changes.push(change);
    });
    expect(changes).toEqual([]);
  });

  test('Is seen to differ when another view is in its place, and equal to itself', async () => {
    const [subjects, account] = await Promise.all([keptPicture('subjects'), keptPicture('account')]);
    expect(differenceOf(subjects, subjects)).toBe(0);
    expect(differenceOf(subjects, account)).toBeGreaterThan(0.02);
  });
});
