import type { TestDatabase } from '@wizness/kernel/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_PATH, hasChromium } from './support/environment';
import { type Members, openMembers, PUBLIC_URL } from './support/members';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { compose, posts, scores } from './support/two-subgraphs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PASSWORD = 'a lantern above nine quiet harbours';

const inBrowser = hasChromium ? describe : describe.skip;
const why = hasChromium ? '' : ` (skipped: there is no Chromium at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`;

inBrowser(`the pages that mails lead to${why}`, () => {
  let database: TestDatabase;
  let members: Members;
  let gateway: TestGateway;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** What the browser asked for, and what it complained of. */
  let asked: string[];
  let complaints: string[];

  beforeAll(async () => {
    database = await testDatabase();
    members = await openMembers(database);
    const services = [posts, scores, members.membership];
    gateway = await startEmbedded(database, { services, supergraph: compose(services), publicUrl: PUBLIC_URL });
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, headless: true, args: ARGUMENTS });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    await members?.close();
    await database?.drop();
  });
  afterEach(async () => {
    await context.close();
    const elsewhere = asked.filter((url) => !url.startsWith(`${gateway.url}/`) && !url.startsWith('data:'));
    const wrong = [...elsewhere.map((url) => `asked ${url}`), ...complaints];
    if (wrong.length > 0) throw new Error(`The browser ${wrong.join('; ')}`);
  });

  const open = async (path: string, locale = 'fr-FR'): Promise<Page> => {
    [asked, complaints] = [[], []];
    context = await browser.newContext({ locale });
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(gateway.url + path);
    return page;
  };
  const said = async (expected: RegExp): Promise<string> => {
    await page.getByRole('status').filter({ hasText: expected }).waitFor({ timeout: 15_000 });
    return page.getByRole('status').innerText();
  };
  const operations = () => asked.filter((url) => url.endsWith('/graphql'));

  const register = async (handle: string): Promise<string> => {
    const email = `${handle}@example.org`;
    const input = { email, password: PASSWORD, handle, name: handle };
    const query = 'mutation ($input: RegisterInput!) { register(input: $input) { userErrors { message } } }';
    const { body } = await gateway.ask(query, { input });
    expect(body).toEqual({ data: { register: { userErrors: [] } } });
    return email;
  };
  const canSignIn = async (email: string, password: string): Promise<boolean> => {
    const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } } }';
    const { body } = await gateway.ask(query, { input: { email, password } });
    return (body.data?.['signIn'] as { tokens: unknown }).tokens !== null;
  };

  test('confirm an address when somebody presses the button, with the keyboard too, and not before', async () => {
    const email = await register('ana');
    const path = await members.mailedPath(email);
    expect(path).toMatch(/^\/verify-email#token=/);
    await open(path);
    expect(page.url()).toBe(`${gateway.url}/verify-email`);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.title()).toContain('Confirmez votre adresse');
    expect(operations()).toEqual([]);
    expect(await canSignIn(email, PASSWORD)).toBe(false);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said(/votre adresse est confirmée/);
    expect(await page.getByText('signIn(input:').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'GraphiQL' }).getAttribute('href')).toBe('./');
    expect(await page.getByRole('button').isVisible()).toBe(false);
    expect(await canSignIn(email, PASSWORD)).toBe(true);
    expect(asked.join(' ')).not.toContain('token=');
  });

  test('say in the reader’s language what is wrong with a link', async () => {
    const path = `/verify-email#token=${'A'.repeat(43)}`;
    for (const [locale, words] of [
      ['fr-FR', /^Ce lien n’est pas valable/],
      ['en-GB', /^This link is not valid/],
    ] as const) {
      await open(path, locale);
      await page.getByRole('button').click();
      expect(await said(words)).not.toMatch(/undefined|null/);
      if (locale === 'fr-FR') await context.close();
    }
  });

  test('say so where the token is missing, and take one that comes later', async () => {
    await open('/verify-email');
    await said(/n’est pas complet/);
    expect(await page.getByRole('button').isVisible()).toBe(false);
    await page.goto(`${gateway.url}/verify-email#token=x`);
    await page.getByRole('button').waitFor();
    expect(page.url()).toBe(`${gateway.url}/verify-email`);
    expect(await page.getByRole('status').innerText()).toBe('');
  });

  test('lead from a forgotten password to a new one', async () => {
    const email = await register('bob');
    await open(await members.mailedPath(email));
    await page.getByRole('button').click();
    await said(/confirmée/);
    await context.close();

    await open('/forgotten-password', 'en-GB');
    await page.getByLabel('E-mail address').fill(email);
    await page.keyboard.press('Enter');
    await said(/a message is on its way/);
    await context.close();

    const path = await members.mailedPath(email, 2);
    expect(path).toMatch(/^\/reset-password#token=/);
    await open(path);
    const field = page.getByLabel('Nouveau mot de passe');
    await field.fill('court');
    await page.keyboard.press('Enter');
    await said(/^Il faut au moins 12 caractères/);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator(':focus').getAttribute('id')).toBe('field');
    await page.getByLabel('Montrer').check();
    expect(await field.getAttribute('type')).toBe('text');
    await field.fill('quatre mots sans aucun rapport');
    await page.keyboard.press('Enter');
    await said(/votre mot de passe est changé/);
    expect(await field.inputValue()).toBe('');
    expect(await canSignIn(email, 'quatre mots sans aucun rapport')).toBe(true);
    expect(await canSignIn(email, PASSWORD)).toBe(false);
  });

  test('show what a service says as text, in its own language', async () => {
    await open('/verify-email#token=x');
    const message = '<img src=x onerror="document.title=1"><b>bold</b>';
    const userErrors = [{ code: 'NEW', field: null, message }];
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: { answer: { userErrors } } } }));
    await page.getByRole('button').click();
    expect(await said(/bold/)).toBe(message);
    expect(await page.getByRole('status').locator('p').getAttribute('lang')).toBe('en');
    expect(await page.locator('main img').count()).toBe(0);
  });

  test.each([
    ['no GraphQL', { status: 502, body: '<html>' }],
    ['errors', { json: { errors: [{ message: 'Secret' }], data: null } }],
  ])('say that it did not work where the answer is %s, and let them try again', async (_, answer) => {
    await open('/verify-email#token=x', 'en-GB');
    await page.route('**/graphql', (route) => route.fulfill(answer));
    await page.getByRole('button').click();
    expect(await said(/Something went wrong/)).not.toContain('Secret');
    await page.unrouteAll();
    await page.getByRole('button').click();
    await said(/not valid/);
    // The browser itself tells of a status that is an error.
    complaints = complaints.filter((complaint) => !complaint.includes('502'));
  });

  test('are dark in the dark', async () => {
    await open('/forgotten-password');
    const colours = async (colorScheme: 'dark' | 'light') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    };
    expect([await colours('light'), await colours('dark')]).toEqual(['rgb(251, 251, 248)', 'rgb(20, 24, 20)']);
  });
});
