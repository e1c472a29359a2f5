import { join } from 'node:path';
import { Role } from '@wizness/kernel';
import type { Page } from 'playwright-core';
import { waitUntil } from '@wizness/kernel/testing';
import { EXPLORER_VIEWS, grantRole } from '../support/explorer';
import { register, signIn } from '../support/explorer-account';
import type { Explorer } from '../support/explorer-session';

const BUILT = join(__dirname, '../../../gateway/web/dist/server.cjs');

/** Paths of all views of the built explorer: `/posts/$slug`. */
const viewPaths = (): readonly string[] => {
  // eslint-disable-next-line -- a file that only the build creates
  const built = require(BUILT) as { readonly viewPaths: () => readonly string[] };
  return built.viewPaths();
};

/** Whether an address is one of a view. */
const isOf = (path: string, address: string): boolean =>
  new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/?]+')}$`).test(address.split('?')[0] ?? '');

/** A view that asks for nothing: between two others, so that each has to be loaded. */
const EMPTY_VIEW = '/write';

/** Views of which a member sees all, and others nothing. */
const isOfMembers = (address: string): boolean => /^\/(?:account|write|edit)/.test(address);

/** How many requests each view needs. What a view asks for is tested by its operation in `schema/operations/explorer`. */
export const requestTests = (explorer: Explorer): void => {
  /** Opens a view as a link in the page does, and waits until it shows `heading`. */
  const follow = async (page: Page, address: string, heading: string): Promise<void> => {
    // The router of the application hears of it.
    await page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`);
    await waitUntil(async () => (await page.locator('h1').textContent()) === heading);
    await page.locator('main[aria-busy=true]').waitFor({ state: 'detached' });
    await page.getByText('Loading …').waitFor({ state: 'detached' });
  };

  /** The heading of a view, as the server renders it. */
  const headingAt = (page: Page, address: string): Promise<string> =>
    page.evaluate<string>(`fetch(${JSON.stringify(address)}).then((response) => response.text()).then(
      (html) => new DOMParser().parseFromString(html, 'text/html').querySelector('h1').textContent)`);

  /** The operations that are sent when the views are opened one after the other, by the addresses of the views. */
  const operationsOf = async (
    page: Page,
    addresses: readonly string[],
  ): Promise<ReadonlyMap<string, readonly object[]>> => {
    const sent: object[] = [];
    page.on('request', (request) => {
      if (request.url() === `${explorer.url()}/graphql`) sent.push(request.postDataJSON() as object);
    });
    const found = new Map<string, readonly object[]>();
    for (const address of addresses) {
      const heading = await headingAt(page, address);
      sent.length = 0;
      await follow(page, address, heading);
      found.set(address, [...sent]);
      if (address !== EMPTY_VIEW) await follow(page, EMPTY_VIEW, 'Write a post');
    }
    return found;
  };

  const costOf = async (operation: object): Promise<{ readonly requested: number; readonly limit: number }> => {
    const { extensions, ...rest } = operation as { readonly extensions: object };
    const response = await fetch(`${explorer.url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...rest, extensions: { ...extensions, cost: true } }),
    });
    const { extensions: answered } = (await response.json()) as {
      extensions: { cost: Awaited<ReturnType<typeof costOf>> };
    };
    return answered.cost;
  };

  test('Has an address of each of its views among those that are tested', () => {
    const missing = viewPaths().filter((path) => !EXPLORER_VIEWS.some((address) => isOf(path, address)));
    expect(missing).toEqual([]);
  });

  test('Needs at most one request for each view that a link leads to, within the limit on cost', async () => {
    const page = await explorer.open(EMPTY_VIEW);
    const operations = await operationsOf(page, EXPLORER_VIEWS);
    const tooMany = [...operations].filter(([, sent]) => sent.length > 1);
    expect(tooMany.map(([address]) => address)).toEqual([]);
    for (const [address, [operation]] of operations) {
      if (!operation) continue;
      const { requested, limit } = await costOf(operation);
      expect({ address, isAllowed: requested > 0 && requested <= limit }).toEqual({ address, isAllowed: true });
    }
  }, 180_000);

  test('Needs at most one request for each view of a member', async () => {
    const page = await explorer.open('/account');
    await register(explorer, page, 'una');
    await grantRole(explorer.database(), 'una', Role.ADMIN);
    await signIn(page, 'una');
    await follow(page, EMPTY_VIEW, 'Write a post');
    const operations = await operationsOf(page, EXPLORER_VIEWS.filter(isOfMembers));
    const counts = [...operations].map(([address, sent]) => [address, sent.length]);
    expect(Object.fromEntries(counts)).toEqual({
      '/account': 1,
      '/write': 0,
      '/edit/import': 0,
      '/edit/duplicates': 1,
      '/edit/queue': 1,
    });
  }, 90_000);
};
