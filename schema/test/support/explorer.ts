import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PostKind, TextFormat } from '@wizness/content';
import { readServiceSettings, withServices } from '@wizness/infra';
import { type Role, systemClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { NameKind, OrganisationKind } from '@wizness/partnerships';
import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';
import { silentLog } from './graphs';

const DEMO = join(__dirname, '../../../infra/demo');
/** The page of the demo, and the claims about it, as files. */
export const DEMO_PAGE = join(DEMO, 'alter-mardis.page.txt');
export const DEMO_CLAIMS = join(DEMO, 'alter-mardis.claims.json');

const TARGET_FACT = 'fact_01kjm6my70edkvq3bxqk6748ng';

/** An address of each view of the explorer, with the demo data. */
export const EXPLORER_VIEWS = [
  '/',
  '/search?q=mobiliz',
  '/posts?kind=NEWS',
  '/posts/alter-mardis',
  '/posts/soiree-alter-mardis',
  '/facts?measure=TARGET,ACTUAL',
  '/facts?q=nothing+has+these+words',
  `/facts/${TARGET_FACT}`,
  '/subjects',
  '/organisations/voiture-co',
  '/programmes/mobiliz',
  '/partnerships/renault-voiture-co',
  '/people/florence-gilbert',
  '/compare',
  '/compare?subjects=programme_01kjm6m7r8fmmt580byzkrysvz,programme_01kjm6m9pre7c90cvmwbkjd6xt',
  '/network',
  '/network/all?node=org_01kjm6jttrf7z9tvsh4yrq6ebt',
  '/sql?measure=TARGET',
  '/account',
  '/write',
  '/edit/import',
  '/edit/duplicates',
  '/edit/queue',
  '/sums?by=SUBJECT,MEASURE&property=mobility_platforms',
  '/network?from=org_01kjm6jttrf7z9tvsh4yrq6ebt&roots=org_01kjm6jttrf7z9tvsh4yrq6ebt&to=org_01kjm6jxrge0mbmghckat769st',
] as const;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds in a page against the success criteria of WCAG 2.2 A and AA, and its best practices. */
export const findBarriers = async (page: Page): Promise<readonly object[]> => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
};

/** Works with the services on the database that a graph runs on. */
const onDatabase = <Result>({ url }: TestDatabase, work: Parameters<typeof withServices<Result>>[1]): Promise<Result> =>
  withServices({ databaseUrl: url, settings: readServiceSettings({}), clock: systemClock, log: silentLog }, work);

/** Publishes news. Returns the id of the post. */
export const publishNews = (database: TestDatabase, slug: string, title: string): Promise<string> => {
  const body = { source: 'Words.', format: TextFormat.PLAIN };
  return onDatabase(database, async ({ content }) => {
    const post = { kind: PostKind.NEWS, slug, title, lang: 'en', body } as const;
    return (await content.inTransaction(({ stores }) => stores.posts.publish(post))).post.id;
  });
};

/** Gives a member a role. Their next session has it. */
export const grantRole = (database: TestDatabase, handle: string, role: Role): Promise<unknown> =>
  onDatabase(database, ({ membership }) => membership.inTransaction(({ members }) => members.grant(handle, role)));

/** Registers companies with these names. */
export const registerCompanies = (database: TestDatabase, names: readonly string[]): Promise<void> =>
  onDatabase(database, async ({ partnerships }) => {
    for (const value of names) {
      await partnerships.organisations.register({
        kind: OrganisationKind.COMPANY,
        names: [{ value, kind: NameKind.OFFICIAL }],
      });
    }
  });

const ASSETS = join(__dirname, '../../../gateway/web/dist/client/assets');

/** Size of the scripts among the requested paths, in bytes of Brotli. Throws if there is none. */
export const scriptBytes = (paths: readonly string[]): number => {
  const built = new Set(readdirSync(ASSETS));
  const files = paths.flatMap((path) => (path.endsWith('.js') ? [`${path.slice('/assets/'.length)}.br`] : []));
  if (files.length === 0) throw new Error('The page has loaded no script.');
  return files.reduce((sum, file) => sum + (built.has(file) ? statSync(join(ASSETS, file)).size : Infinity), 0);
};

/** Waits until the graph has laid out the whole network, and has not changed it between two requests. */
export const untilLaidOut = (url: string): Promise<boolean> =>
  waitUntil(async () => {
    const first = await fetch(`${url}/exports/network.json`);
    const { laidOutAt } = (await first.json()) as { laidOutAt: string | null };
    if (laidOutAt === null) return false;
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const second = await fetch(`${url}/exports/network.json`, { headers });
    await second.arrayBuffer();
    return second.status === 304;
  });
