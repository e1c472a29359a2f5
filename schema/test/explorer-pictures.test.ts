import { Role } from '@wizness/kernel';
import type { Page } from 'playwright-core';
import { DEMO_CLAIMS, DEMO_PAGE, EXPLORER_VIEWS, grantRole, untilLaidOut } from './support/explorer';
import { register, signIn } from './support/explorer-account';
import { describeInBrowser, skipReason } from './support/browser';
import { startExplorer } from './support/explorer-session';
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
  };

  test.each(EXPLORER_VIEWS)(
    'Is at %s as it was when a person last looked at it, narrow and wide, light and dark',
    async (path) => {
      if (path.startsWith('/network/all')) await untilLaidOut(explorer.url());
      const page = await explorer.open('/account');
      const picture = await takePictures(page, async (lang) => {
        await page.goto(`${explorer.url()}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
        await settle(page);
      });
      expect(await changeIn(nameOf(path), picture)).toBeNull();
    },
    60_000,
  );

  test('Is for an editor as it was when a person last looked at it: the report of an import on the text of the page', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'eve');
    await grantRole(explorer.database(), 'eve', Role.EDITOR);
    await signIn(page, 'eve');
    const picture = await takePictures(page, async (lang) => {
      await page.goto(`${explorer.url()}/edit/import?lang=${lang}`);
      await page.locator('input[type=file]').first().setInputFiles(DEMO_PAGE);
      await page.locator('input[type=file]').last().setInputFiles(DEMO_CLAIMS);
      await page.locator('[name=slug]').fill('alter-mardis');
      await page.locator('.member-form button').first().click();
      await page.locator('.import-report').waitFor();
      await page.evaluate('scrollTo(0, 0)');
    });
    expect(await changeIn('edit-import-report', picture)).toBeNull();
  }, 90_000);

  test('Is seen to differ when another view is in its place, and equal to itself', async () => {
    const [subjects, account] = [keptPicture('subjects'), keptPicture('account')];
    expect(await differenceOf(subjects, subjects)).toBe(0);
    expect(await differenceOf(subjects, account)).toBeGreaterThan(0.02);
  });
});
