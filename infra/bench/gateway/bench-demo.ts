import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';
import { loadDemo } from '../../demo/load-demo';
import { REPOSITORY } from '../../folders';
import { startEmbeddedPostgres } from '../../postgres/embedded-postgres';
import { type Child, startChild } from './child';
import { compare } from './compare';
import { comparePostgraphile } from './compare-postgraphile';
import type { DemoStart } from './demo-process';
import { ask, type Target } from './load';
import { signedInMember } from './signed-in-member';
import { writeReport } from './write-report';

const SCHEMA = join(REPOSITORY, 'schema');

const GATEWAYS = {
  stock: '`@apollo/gateway` in Apollo Server, services in another process',
  manyProcesses: 'Wizness Graph, services in another process',
  oneProcess: 'Wizness Graph in one process',
  keeping: 'Wizness Graph in one process, with `ANSWER_CACHE_SECONDS=10`',
} as const;

type Gateway = keyof typeof GATEWAYS;

const isOneProcess = (gateway: Gateway): boolean => gateway === 'oneProcess' || gateway === 'keeping';

/** Example operations that stand for the main jobs of users. */
const OPERATIONS = { J1: 'article-page', J2: 'front-page', J5: 'organisation-page', J6: 'platform-facts' } as const;

const TIMES = { rounds: 3, seconds: 3, warmUp: { seconds: 8, requests: 100 } } as const;

/** What a member does: rates a post, and sees its new mean. */
const RATE = `mutation ($subjectId: ID!) {
  rate(input: { subjectId: $subjectId, score: 4 }) {
    rating { score }
    subject { ... on Post { title ratingSummary { count average } } }
    userErrors { code }
  }
}`;

const NEWEST_POST = '{ posts(first: 1) { nodes { id } } }';

const queryOf = (operation: string): string => readFileSync(join(SCHEMA, 'operations', `${operation}.graphql`), 'utf8');

const bodyOf = (operation: string): string => JSON.stringify({ query: queryOf(operation) });

const UNSEEN = {
  seen: 'Wizness Graph in one process, the same operation each time',
  unseen: 'the same with other page sizes each time, so that each is parsed and validated',
} as const;

/** Returns the body of J1 with other page sizes at each call, 4,199 times. All are larger than its lists: the answer is the same. */
const createUnseen = (): (() => string) => {
  const query = queryOf(OPERATIONS.J1);
  let number = 0;
  return () => {
    number += 1;
    const sizes = { ratings: [3, number % 17], comments: [20, number % 19], replies: [5, number % 13] } as const;
    const sized = Object.entries(sizes).reduce(
      (text, [list, [least, more]]) => text.replace(`${list}(first: ${least}`, `${list}(first: ${least + more}`),
      query,
    );
    return JSON.stringify({ query: sized });
  };
};

const compareUnseen = ({ url, children }: Target): Promise<string> => {
  const targets = new Map<keyof typeof UNSEEN, Target>([
    ['seen', { url, children }],
    ['unseen', { url, children, nextBody: createUnseen() }],
  ]);
  return compare('J1 that the gateway has not seen', { ...TIMES, targets, names: UNSEEN, body: bodyOf(OPERATIONS.J1) });
};

/** The stock gateway is left out: it knows no members. */
const compareRatings = async (targets: ReadonlyMap<Gateway, Target>, mailFolder: string): Promise<string> => {
  const ours = (['manyProcesses', 'oneProcess'] as const).flatMap((gateway) => {
    const target = targets.get(gateway);
    return target ? [[gateway, target] as const] : [];
  });
  const url = ours[0]?.[1].url ?? '';
  const accessToken = await signedInMember(url, mailFolder);
  const newest = await ask({ url }, JSON.stringify({ query: NEWEST_POST }));
  const subjectId = /"id":"([^"]+)"/.exec(newest)?.[1];
  const body = JSON.stringify({ query: RATE, variables: { subjectId } });
  const signedIn = new Map(ours.map(([gateway, target]) => [gateway, { ...target, accessToken }]));
  return compare('J3, a member rates a post', { ...TIMES, targets: signedIn, names: GATEWAYS, body });
};

/**
 * Compares ways to run the graph on the demo data. CPU is that of the gateway and the services together, without PostgreSQL.
 * Writes the report into the README of the gateway.
 */
export const benchDemo = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const log = createLogger('bench', 'silent');
  const postgres = await startEmbeddedPostgres({ directory, durable: false, log });
  const databaseUrl = postgres.url('postgres');
  const mailFolder = join(directory, 'mail');
  const supergraph = readFileSync(join(SCHEMA, 'supergraph.graphql'), 'utf8');
  const children: Child[] = [];
  const start = async <Started>(role: DemoStart['role'], urls: DemoStart['urls'] = {}) => {
    const { child } = startChild('demo-process');
    children.push(child);
    const message: DemoStart = { role, databaseUrl, mailFolder, supergraph, urls };
    return { child, started: await child.ask<Started>(message) };
  };
  try {
    // A mail is sent after its request has been answered: until then there would be no folder to read.
    await mkdir(mailFolder);
    await loadDemo({ databaseUrl, settings: readServiceSettings({ MAIL_DIR: mailFolder }), log });
    const { child: services, started: urls } = await start<Readonly<Record<string, string>>>('services');
    const targets = new Map<Gateway, Target>();
    for (const gateway of Object.keys(GATEWAYS) as Gateway[]) {
      const { child, started: url } = await start<string>(gateway, urls);
      targets.set(gateway, { url, children: isOneProcess(gateway) ? [child] : [child, services] });
    }
    const reports: string[] = [];
    for (const [job, operation] of Object.entries(OPERATIONS)) {
      const options = { ...TIMES, targets, names: GATEWAYS, body: bodyOf(operation) };
      reports.push(await compare(`${job}, \`${operation}\` on the demo data`, options));
    }
    const oneProcess = targets.get('oneProcess');
    if (oneProcess) {
      reports.push(await comparePostgraphile({ ...TIMES, oneProcess, databaseUrl }));
      reports.push(await compareUnseen(oneProcess));
    }
    reports.push(await compareRatings(targets, mailFolder));
    return writeReport('gateway-demo', reports.join('\n\n'));
  } finally {
    for (const child of children) await child.stop();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
