import sharp from 'sharp';
import { waitUntil } from '@wizness/kernel/testing';
import { formOf, PASSWORD, register, signIn } from '../support/explorer-account';
import type { Explorer } from '../support/explorer-session';

/** What a member does. The requests of sessions are tested here too, because they need a member whose address is confirmed. */
export const accountTests = (explorer: Explorer): void => {
  test('Lets a stranger become a member who writes, rates, comments, follows and shows a picture, and stays signed in without a token that scripts can read', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'lea');
    await signIn(page, 'lea');
    const cookies = await explorer.context().cookies(`${explorer.url()}/session`);
    expect(cookies.find(({ name }) => name === 'wizness_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
      path: '/session',
    });
    expect(
      await page.evaluate('JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }])'),
    ).not.toMatch(/wz[a-z]_|eyJ/);
    await page.reload();
    await page.getByText('@lea').waitFor();

    const picture = sharp({ create: { width: 48, height: 32, channels: 3, background: '#22aa66' } }).png();
    const file = { name: 'lea.png', mimeType: 'image/png', buffer: await picture.toBuffer() };
    await page.getByLabel('Picture from a file').setInputFiles(file);
    await page.getByLabel('What the picture shows').fill('Léa on her bicycle');
    await page.getByRole('button', { name: 'Send the picture' }).click();
    await page.getByText('Your picture is stored.').waitFor();

    await page.getByRole('link', { name: 'Write a post' }).click();
    await page.getByLabel('Title').fill('What we tried');
    await page.getByRole('textbox', { name: /^Text/ }).fill('Some *words* for a test.');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('heading', { level: 1, name: 'What we tried' }).waitFor();
    expect(await page.locator('.body em').innerText()).toBe('words');

    await page.goto(`${explorer.url()}/posts/alter-mardis`);
    await page.getByRole('radio', { name: '4' }).check();
    await page.getByRole('button', { name: 'Rate' }).click();
    await page.getByText('Your rating is stored.').waitFor();
    await page.getByRole('textbox', { name: 'Your comment' }).fill('It helped us.');
    await page.getByRole('button', { name: 'Comment' }).click();
    const comment = page.locator('article.comment').filter({ hasText: 'It helped us.' });
    const shown = comment.getByRole('img', { name: 'Léa on her bicycle' });
    await shown.scrollIntoViewIfNeeded();
    await waitUntil(
      async () => (await shown.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth)) === 48,
    );
    await page.goto(`${explorer.url()}/posts/what-a-target-is-worth`);
    const follow = page.getByRole('button', { name: 'Follow Tom Ashworth' });
    await follow.click();
    await page.locator('button[aria-pressed=true]').filter({ hasText: 'Follow' }).waitFor();
  }, 90_000);

  test('Says why a sign-in fails, keeps what was typed, and gives the data of a member and erases their account', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'max');
    const form = formOf(page, 'Sign in');
    await form.locator('[name=email]').fill('max@example.org');
    await form.locator('[name=password]').fill('not the password');
    await form.getByRole('button').click();
    await page.getByText('The address or the password is wrong').waitFor();
    expect(await form.locator('[name=email]').inputValue()).toBe('max@example.org');
    await signIn(page, 'max');
    await page.getByRole('button', { name: 'Create the file' }).click();
    const file = await page.getByRole('link', { name: 'Download' }).getAttribute('href');
    expect(new URL(file ?? '').pathname).toMatch(/^\/data-exports\//);
    await page.getByText('I want to erase my account').click();
    await page.locator('details [name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Erase the account' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await explorer.context().cookies(`${explorer.url()}/session`)).toEqual([
      expect.objectContaining({ name: 'wizness_device' }),
    ]);
  });

  test('Ends the session of the browser when the member signs out, and what was copied of it is worth nothing', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'ann');
    await signIn(page, 'ann');
    const [session] = (await explorer.context().cookies(`${explorer.url()}/session`)).filter(
      ({ httpOnly, name }) => httpOnly && name === 'wizness_session',
    );
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const response = await fetch(`${explorer.url()}/session/refresh`, {
      method: 'POST',
      headers: {
        origin: explorer.url(),
        'x-wizness': '1',
        'content-type': 'application/json',
        cookie: `wizness_session=${session?.value}`,
      },
      body: '{}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toMatch(/wizness_session=;.*Max-Age=0/);
    await response.arrayBuffer();
  });

  const own = (): Record<string, string> => ({
    origin: explorer.url(),
    'x-wizness': '1',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  });
  test.each([
    ['from a page of another site', { origin: 'https://evil.example' }],
    ['from another site of the same domain', { 'sec-fetch-site': 'same-site' }],
    ['without the header that only scripts of this site send', { 'x-wizness': undefined }],
    ['without an origin', { origin: undefined }],
    ['from a page without an origin', { origin: 'null' }],
  ])('Refuses a request for a session %s', async (_title, changes) => {
    const headers = Object.entries({ ...own(), ...changes }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] satisfies [string, string]],
    );
    for (const [method, path] of [
      ['POST', '/session'],
      ['POST', '/session/refresh'],
      ['DELETE', '/session'],
    ] as const) {
      const response = await fetch(explorer.url() + path, { method, headers, body: '{}' });
      expect({ path, status: response.status }).toEqual({ path, status: 403 });
      expect(response.headers.get('set-cookie')).toBeNull();
      await response.arrayBuffer();
    }
  });
};
