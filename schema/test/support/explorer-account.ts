import type { Locator, Page } from 'playwright-core';
import type { Explorer } from './explorer-session';

export const PASSWORD = 'three plain words here';

/** The form with a button of this name. */
export const formOf = (page: Page, button: string): Locator =>
  page.locator('form').filter({ has: page.getByRole('button', { name: button }) });

/** Creates an account in the browser, up to its confirmed address and the form to sign in. `page` shows the account. */
export const register = async (explorer: Explorer, page: Page, handle: string): Promise<void> => {
  const form = formOf(page, 'Create an account');
  await form.locator('[name=name]').fill('Léa');
  await form.locator('[name=handle]').fill(handle);
  await form.locator('[name=email]').fill(`${handle}@example.org`);
  await form.locator('[name=password]').fill(PASSWORD);
  await form.getByRole('button').click();
  await page.getByText('We have mailed you a link.').waitFor();
  const token = await explorer.mailbox().tokenFor(`${handle}@example.org`, 1);
  await page.goto(`${explorer.url()}/verify-email#token=${token}`);
  await page.locator('#field').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'sign in' }).click();
  // Chromium's note on a form with a password alone: the page of the mail does not know whose it is.
  explorer.ignoreProblems((problem) => !problem.includes('[DOM] Password forms'));
};

export const signIn = async (page: Page, handle: string): Promise<void> => {
  const form = formOf(page, 'Sign in');
  await form.locator('[name=email]').fill(`${handle}@example.org`);
  await form.locator('[name=password]').fill(PASSWORD);
  await form.getByRole('button').click();
  await page.getByText(`@${handle}`).waitFor();
};
