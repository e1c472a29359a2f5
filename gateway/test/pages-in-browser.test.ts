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

const describeInBrowser = hasChromium ? describe : describe.skip;
const skipReason = hasChromium ? '' : ` (skipped: there is no Chromium at ${CHROMIUM_PATH}; set CHROMIUM_PATH)`;

describeInBrowser(`The pages that links in mails open${skipReason}`, () => {
  let database: TestDatabase;
  let members: Members;
  let gateway: TestGateway;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** URLs that the browser requested, and its errors and warnings. */
  let requestedUrls: string[];
  let problems: string[];

  beforeAll(async () => {
    database = await testDatabase();
    members = await openMembers(database);
    const services = [posts, scores, members.membership];
    gateway = await startEmbedded(database, { services, supergraph: compose(services), publicUrl: PUBLIC_URL });
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, headless: true, args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    await members?.close();
    await database?.drop();
  });
  afterEach(async () => {
    await context.close();
    const otherOrigins = requestedUrls.filter((url) => !url.startsWith(`${gateway.url}/`) && !url.startsWith('data:'));
    const failures = [...otherOrigins.map((url) => `requested ${url}`), ...problems];
    if (failures.length > 0) throw new Error(`Problems in the browser: ${failures.join('; ')}`);
  });

  const open = async (path: string, locale = 'fr-FR'): Promise<Page> => {
    [requestedUrls, problems] = [[], []];
    context = await browser.newContext({ locale });
    page = await context.newPage();
    page.on('request', (request) => requestedUrls.push(request.url()));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(gateway.url + path);
    return page;
  };
  const waitForStatus = async (expected: RegExp): Promise<string> => {
    await page.getByRole('status').filter({ hasText: expected }).waitFor({ timeout: 15_000 });
    return page.getByRole('status').innerText();
  };
  const operations = () => requestedUrls.filter((url) => url.endsWith('/graphql'));

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

  test('confirm an e-mail address when the button is pressed by keyboard, and not before', async () => {
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
    await page.keyboard.type('the password of another registration');
    await page.keyboard.press('Enter');
    await waitForStatus(/^Ce n’est pas le mot de passe de cette inscription/);
    expect(await canSignIn(email, PASSWORD)).toBe(false);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await waitForStatus(/votre adresse est confirmée/);
    expect(await page.getByRole('link', { name: 'vous connecter' }).getAttribute('href')).toBe('account');
    expect(await page.getByRole('button').isVisible()).toBe(false);
    expect(await canSignIn(email, PASSWORD)).toBe(true);
    expect(requestedUrls.join(' ')).not.toContain('token=');
  });

  test('show in the language of the browser that a link is invalid', async () => {
    const path = `/verify-email#token=${'A'.repeat(43)}`;
    for (const [locale, expected] of [
      ['fr-FR', /^Ce lien n’est pas valable/],
      ['en-GB', /^This link is not valid/],
    ] as const) {
      await open(path, locale);
      await page.locator('#field').fill(PASSWORD);
      await page.getByRole('button').click();
      expect(await waitForStatus(expected)).not.toMatch(/undefined|null/);
      if (locale === 'fr-FR') await context.close();
    }
  });

  test('show that the token is missing, and accept one that is added later', async () => {
    await open('/verify-email');
    await waitForStatus(/n’est pas complet/);
    expect(await page.getByRole('button').isVisible()).toBe(false);
    await page.goto(`${gateway.url}/verify-email#token=x`);
    await page.getByRole('button').waitFor();
    expect(page.url()).toBe(`${gateway.url}/verify-email`);
    expect(await page.getByRole('status').innerText()).toBe('');
  });

  test('replace a forgotten password', async () => {
    const email = await register('bob');
    await open(await members.mailedPath(email));
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await waitForStatus(/confirmée/);
    await context.close();

    await open('/forgotten-password', 'en-GB');
    await page.getByLabel('E-mail address').fill(email);
    await page.keyboard.press('Enter');
    await waitForStatus(/an e-mail is on its way/);
    await context.close();

    const path = await members.mailedPath(email, 2);
    expect(path).toMatch(/^\/reset-password#token=/);
    await open(path);
    const field = page.getByLabel('Nouveau mot de passe');
    await field.fill('court');
    await page.keyboard.press('Enter');
    await waitForStatus(/^Il faut au moins 12 caractères/);
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator(':focus').getAttribute('id')).toBe('field');
    await page.getByLabel('Montrer').check();
    expect(await field.getAttribute('type')).toBe('text');
    await field.fill('quatre mots sans aucun rapport');
    await page.keyboard.press('Enter');
    await waitForStatus(/votre mot de passe est changé/);
    expect(await field.inputValue()).toBe('');
    expect(await canSignIn(email, 'quatre mots sans aucun rapport')).toBe(true);
    expect(await canSignIn(email, PASSWORD)).toBe(false);
  });

  test('show a message of a service as text, marked as English', async () => {
    await open('/verify-email#token=x');
    const message = '<img src=x onerror="document.title=1"><b>bold</b>';
    const userErrors = [{ code: 'NEW', field: null, message }];
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: { payload: { userErrors } } } }));
    await page.locator('#field').fill(PASSWORD);
    await page.getByRole('button').click();
    expect(await waitForStatus(/bold/)).toBe(message);
    expect(await page.getByRole('status').locator('p').getAttribute('lang')).toBe('en');
    expect(await page.locator('main img').count()).toBe(0);
  });

  test.each([
    ['not GraphQL', { status: 502, body: '<html>' }],
    ['a list of errors', { json: { errors: [{ message: 'Secret' }], data: null } }],
  ])('show a failure if the response is %s, and allow another attempt', async (_, response) => {
    await open('/verify-email#token=x', 'en-GB');
    await page.route('**/graphql', (route) => route.fulfill(response));
    await page.locator('#field').fill(PASSWORD);
    await page.getByRole('button').click();
    expect(await waitForStatus(/Something went wrong/)).not.toContain('Secret');
    await page.unrouteAll();
    await page.getByRole('button').click();
    await waitForStatus(/not valid/);
    // The browser itself logs a status that is an error.
    problems = problems.filter((problem) => !problem.includes('502'));
  });

  test('follow the colour scheme of the browser', async () => {
    await open('/forgotten-password');
    const colours = async (colorScheme: 'dark' | 'light') => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    };
    expect([await colours('light'), await colours('dark')]).toEqual(['rgb(251, 251, 248)', 'rgb(20, 24, 20)']);
  });
});
