import { Role } from '@wizness/kernel';
import type { Page } from 'playwright-core';
import { waitUntil } from '@wizness/kernel/testing';
import { DEMO_CLAIMS, DEMO_PAGE, grantRole, registerCompanies } from './explorer';
import { register, signIn } from './explorer-account';
import type { Explorer } from './explorer-session';
import { type Picture, takePictures } from './pictures';

/** Writes what the views show: two posts of the member, one hidden by a moderator and one reported, and companies that may be one. */
const writeSamples = async (explorer: Explorer, handle: string): Promise<void> => {
  const [author, reader, moderator] = [
    await explorer.asking(handle),
    await explorer.asking('nadia-belkacem'),
    await explorer.asking('lucie-marchandeau'),
  ];
  const create = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { post { id } } }';
  const publish = async (title: string, body: string): Promise<string> => {
    const input = { kind: 'NEWS', lang: 'en', publish: true, title, body };
    const { createPost } = await author<{ createPost: { post: { id: string } } }>(create, { input });
    return createPost.post.id;
  };
  const [hidden, reported] = [
    await publish('A van for sale', 'Almost new. Call me.'),
    await publish('Our Tuesday workshop', 'We meet each Tuesday, each Tuesday, each Tuesday.'),
  ];
  const statement = {
    rule: '2. No trade',
    facts: 'The post offers a van for money.',
    explanation: 'Offers for money are trade, which rule 2 excludes.',
  };
  await moderator('mutation ($input: ModeratePostInput!) { moderatePost(input: $input) { userErrors { message } } }', {
    input: { postId: hidden, status: 'HIDDEN', statement },
  });
  await reader('mutation ($input: FlagPostInput!) { flagPost(input: $input) { userErrors { message } } }', {
    input: { postId: reported, reason: 'SPAM', note: 'The same words three times.' },
  });
  const cases = `query { open: moderationCases(filter: { statuses: [OPEN] }) { nodes { flags { note } } }
    decided: moderationCases(filter: { statuses: [DECIDED] }) { nodes { statement { rule } } } }`;
  await waitUntil(async () => {
    const found = JSON.stringify(await moderator(cases));
    return found.includes('three times') && found.includes('No trade');
  });
  await registerCompanies(explorer.database(), ['Transports Kervella', 'Transports Kervela']);
};

/** Days of what was written just now are others at each run. */
const withoutDays = (page: Page): Promise<unknown> =>
  page.evaluate(`for (const each of document.querySelectorAll('main time')) each.textContent = '1/1/2027'`);

/** Pictures of the views of members, each with its name. Only one member signs in, who may do everything. */
export const takeMemberPictures = async (
  explorer: Explorer,
  keep: (name: string, picture: Picture) => Promise<void>,
): Promise<void> => {
  const page = await explorer.open('/account');
  await register(explorer, page, 'eve');
  await grantRole(explorer.database(), 'eve', Role.ADMIN);
  await signIn(page, 'eve');
  await writeSamples(explorer, 'eve');
  const take = async (name: string, path: string, show: () => Promise<void>): Promise<void> => {
    const picture = await takePictures(page, async (lang) => {
      await page.goto(`${explorer.url()}${path}?lang=${lang}`);
      await show();
      await withoutDays(page);
    });
    await keep(name, picture);
  };
  await take('account-member', '/account', () => page.locator('.decisions li').first().waitFor());
  await take('write-member', '/write', () => page.locator('textarea[name=body]').waitFor());
  await take('edit-duplicates-pairs', '/edit/duplicates', () => page.locator('article.candidate').first().waitFor());
  await take('edit-queue-cases', '/edit/queue', () => page.locator('article.candidate').first().waitFor());
  await take('edit-import-report', '/edit/import', async () => {
    await page.locator('input[type=file]').first().setInputFiles(DEMO_PAGE);
    await page.locator('input[type=file]').last().setInputFiles(DEMO_CLAIMS);
    await page.locator('[name=slug]').fill('alter-mardis');
    await page.locator('.member-form button').first().click();
    await page.locator('.import-report').waitFor();
    await page.evaluate('scrollTo(0, 0)');
  });
};
