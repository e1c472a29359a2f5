import { readFileSync } from 'node:fs';
import { Role } from '@wizness/kernel';
import type { Page } from 'playwright-core';
import { waitUntil } from '@wizness/kernel/testing';
import { DEMO_CLAIMS, DEMO_PAGE, findBarriers, grantRole, publishNews, registerCompanies } from '../support/explorer';
import { register, signIn } from '../support/explorer-account';
import type { Explorer } from '../support/explorer-session';

/** What editors, analysts and moderators do. */
export const editingTests = (explorer: Explorer): void => {
  /** Signs in a new member with a role, and opens a page of their work by its name. */
  const work = async (handle: string, role: Role, name: string): Promise<Page> => {
    const page = await explorer.open('/account');
    await register(explorer, page, handle);
    await grantRole(explorer.database(), handle, role);
    await signIn(page, handle);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    return page;
  };

  test('Shows an editor where each claim stands in a page and what is wrong with it, before anything is stored', async () => {
    const page = await work('eve', Role.EDITOR, 'Import a page');
    const damaged = readFileSync(DEMO_PAGE, 'utf8').replace('Et vous, qu’en', 'Et vous, lâ€™Ã©quipe, qu’en');
    const file = { name: 'page.txt', mimeType: 'text/plain', buffer: Buffer.from(damaged) };
    await page.getByLabel('Page from a file').setInputFiles(file);
    const changed = readFileSync(DEMO_CLAIMS, 'utf8').replace('"quote": "un lancement en', '"quote": "ce lancement en');
    // Typed, so long a text takes a busy browser half a minute.
    const claims = { name: 'claims.json', mimeType: 'application/json', buffer: Buffer.from(changed) };
    await page.getByLabel('Claims from a file').setInputFiles(claims);
    await waitUntil(async () => (await page.getByRole('textbox', { name: 'Claims as JSON' }).inputValue()) === changed);
    await page.getByRole('textbox', { name: 'Address of the post' }).fill('alter-mardis');
    await page.getByRole('button', { name: 'Check, store nothing' }).click();
    await page.getByText('Nothing is stored yet.').waitFor();
    const remark = page.getByRole('listitem').filter({ hasText: '"â€™Ã©" looks like text that was decoded wrongly' });
    await remark.getByRole('link', { name: 'show the place' }).click();
    // The pointer may be on another passage after the page has scrolled.
    await page.waitForURL(/#mark-w1$/);
    expect(await page.locator('mark.doubtful[data-facts~=w1]').innerText()).toBe('â€™Ã©');
    await page.getByRole('radio', { name: /^Refused \([1-9]/ }).check();
    expect(await page.locator('.note .partial').first().innerText()).toMatch(/ce lancement en/);
    await page.getByRole('radio', { name: /^With data issues/ }).check();
    const note = page
      .locator('.note')
      .filter({ has: page.locator('.issues') })
      .first();
    await note.getByRole('link', { name: /show its quote/ }).click();
    const number = await note.getAttribute('data-facts');
    await page.locator(`mark.doubtful.linked[data-facts~="${number}"]`).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 90_000);

  test('Lets an editor import the demo page again with its claims, which changes nothing', async () => {
    const page = await work('ida', Role.EDITOR, 'Import a page');
    await page.getByLabel('Page from a file').setInputFiles(DEMO_PAGE);
    await page.getByLabel('Claims from a file').setInputFiles(DEMO_CLAIMS);
    await page.getByRole('textbox', { name: 'Address of the post' }).fill('alter-mardis');
    await page.getByRole('button', { name: 'Check, store nothing' }).click();
    const accept = page.getByRole('button', { name: /^Accept the page and \d+ claims$/ });
    await accept.waitFor();
    expect(await page.getByRole('radio', { name: 'Refused (0)' }).count()).toBe(1);
    expect(await page.getByRole('radio', { name: 'New or changed (0)' }).count()).toBe(1);
    const quotes = await page.locator('.page-text mark').allInnerTexts();
    expect(quotes).toContain('à 30 plateformes');
    await accept.click();
    await page.getByRole('status').filter({ hasText: 'Stored.' }).waitFor();
    await page.getByRole('link', { name: 'Open the post' }).click();
    await page.getByRole('heading', { level: 1, name: /Alter-Mardis/ }).waitFor();
  }, 90_000);

  test('Lets an analyst merge two organisations side by side, undo it, and keep them apart', async () => {
    await registerCompanies(explorer.database(), ['Transports Kervella', 'Transports Kervela']);
    const page = await work('ana', Role.ANALYST, 'Possible duplicates');
    const pair = page.locator('article.candidate').filter({ hasText: 'Kervella' });
    await pair.waitFor();
    expect(await pair.getByRole('columnheader').allInnerTexts()).toEqual(
      expect.arrayContaining(['Transports Kervella', 'Transports Kervela']),
    );
    expect(await findBarriers(page)).toEqual([]);
    await pair.getByRole('radio', { name: 'Yes, keep Transports Kervella' }).check();
    await pair.getByRole('textbox', { name: 'Why' }).fill('One letter is missing.');
    await pair.getByRole('button', { name: 'Decide' }).click();
    await pair.getByText('Transports Kervela is now a part of Transports Kervella.').waitFor();
    const statusOf = async (slug: string): Promise<string> => {
      const response = await fetch(`${explorer.url()}/organisations/${slug}`);
      return /<h1[^>]*>([^<]*)/.exec(await response.text())?.[1] ?? '';
    };
    expect(await statusOf('transports-kervela')).toBe('Transports Kervella');
    await pair.getByRole('textbox', { name: 'Why it is undone' }).fill('They are two companies.');
    await pair.getByRole('button', { name: 'Undo the merge' }).click();
    await pair.getByText('are two again.').waitFor();
    expect(await statusOf('transports-kervela')).toBe('Transports Kervela');
    await pair.getByRole('radio', { name: 'No, they are two' }).check();
    await pair.getByRole('textbox', { name: 'Why' }).fill('Two companies.');
    await pair.getByRole('button', { name: 'Decide' }).click();
    await pair.getByText('They stay two').waitFor();
    await page.reload();
    await page.locator('.count').waitFor();
    expect(await pair.count()).toBe(0);
  }, 90_000);

  test('Lets a moderator decide a report with a statement of reasons, and tells others that the queue is not for them', async () => {
    const postId = await publishNews(explorer.database(), 'reported', 'A reported post');
    const ask = await explorer.asking('nadia-belkacem');
    const flag = await ask('mutation ($input: FlagPostInput!) { flagPost(input: $input) { userErrors { message } } }', {
      input: { postId, reason: 'SPAM', note: 'The same text three times.' },
    });
    expect(flag).toEqual({ flagPost: { userErrors: [] } });
    const page = await work('mia', Role.MODERATOR, 'Reports to decide');
    const reported = page.locator('article.candidate').filter({ hasText: 'A reported post' });
    expect(await reported.getByRole('listitem').first().innerText()).toMatch(
      /^Advertising or repetition: The same text three times\. Nadia Belkacem/,
    );
    expect(await findBarriers(page)).toEqual([]);
    await reported.getByRole('radio', { name: 'Hide it' }).check();
    await reported.getByRole('textbox', { name: 'Rule or law' }).fill('3. No repetition');
    await reported.getByRole('textbox', { name: /^Facts/ }).fill('The text was posted three times.');
    await reported.getByRole('textbox', { name: /^Reasons/ }).fill('Repetition hides what others write.');
    await reported.getByRole('button', { name: 'Decide' }).click();
    await reported.getByText('It is hidden. Its author has been told why.').waitFor();
    expect((await fetch(`${explorer.url()}/posts/reported`)).status).toBe(404);
    await page.reload();
    await page.locator('.count').waitFor();
    await reported.waitFor({ state: 'detached' });
    await page.goto(`${explorer.url()}/edit/duplicates`);
    await page.getByText('Only editors and analysts can see this list.').waitFor();
  }, 90_000);

  test('Lets a member appeal against a decision, and a moderator who did not make it overturn it', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'rex');
    await signIn(page, 'rex');
    await page.getByRole('link', { name: 'Write a post' }).click();
    await page.getByLabel('Title').fill('A bicycle for Monday');
    await page.getByRole('textbox', { name: /^Text/ }).fill('I lend mine.');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('heading', { level: 1, name: 'A bicycle for Monday' }).waitFor();
    const address = page.url();

    const lucie = await explorer.asking('lucie-marchandeau');
    const slug = new URL(address).pathname.split('/').at(-1);
    const bySlug = 'query ($slug: String) { post(slug: $slug) { id } }';
    const { post } = await lucie<{ readonly post: { readonly id: string } }>(bySlug, { slug });
    const statement = { rule: '2. No trade', facts: 'It offers a thing.', explanation: 'An offer is trade.' };
    const hide = 'mutation ($input: ModeratePostInput!) { moderatePost(input: $input) { userErrors { message } } }';
    expect(await lucie(hide, { input: { postId: post.id, status: 'HIDDEN', statement } })).toEqual({
      moderatePost: { userErrors: [] },
    });
    const decided = 'query { moderationCases(filter: { statuses: [DECIDED] }) { nodes { statement { facts } } } }';
    await waitUntil(async () => JSON.stringify(await lucie(decided)).includes('It offers a thing.'));

    await page.goto(`${explorer.url()}/account`);
    const decision = page.getByRole('region', { name: 'Decisions about what you wrote' }).getByRole('listitem');
    await decision.getByText('An offer is trade.').waitFor();
    await decision.getByText(/^I disagree/).click();
    await decision.getByLabel('Why you disagree').fill('I lend it for nothing.');
    expect(await findBarriers(page)).toEqual([]);
    await decision.getByRole('button', { name: 'Appeal' }).click();
    await decision.getByText('Another moderator decides about it.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();

    const queue = await work('moe', Role.MODERATOR, 'Reports to decide');
    const appealed = queue.locator('article.candidate').filter({ hasText: 'I lend it for nothing.' });
    await appealed.getByRole('radio', { name: 'The decision is overturned' }).check();
    await appealed.getByRole('textbox', { name: 'Reason' }).fill('To lend is not to trade.');
    expect(await findBarriers(queue)).toEqual([]);
    await appealed.getByRole('button', { name: 'Decide the appeal' }).click();
    await appealed.getByText('The decision is overturned.', { exact: true }).waitFor();
    await waitUntil(async () => {
      const response = await fetch(address);
      await response.arrayBuffer();
      return response.status === 200;
    });
  }, 90_000);
};
