import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@wizness/gateway';
import { createLogger, systemClock } from '@wizness/kernel';
import { Client } from 'pg';
import { withServices } from '../command/open-services';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { shareEnvironment } from '../start/environment';
import { inWords, quantile } from './distribution';

const TRIES = 200;
/** Not counted: until the code is compiled and the pools are full. */
const WARM_UP = 20;

const OPERATION = `mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } userErrors { code } } }`;

/** A password hash of nobody's, at the price of a real one, so that each account's is verified in full. */
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const known = (number: number) => `known-${number}@example.org`;
const unknown = (number: number) => `unknown-${number}@example.org`;

const makeAccounts = async (databaseUrl: string, count: number): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  await withServices(databaseUrl, systemClock, createLogger('bench', 'silent'), async ({ membership }) => {
    await client.connect();
    for (let number = 0; number < count; number += 1) {
      const { id } = await membership.members.enrol({ handle: `known-${number}`, name: 'Known', locale: 'fr' });
      await client.query('INSERT INTO membership.accounts VALUES ($1, $2, $3, now())', [id, known(number), HASH]);
    }
  });
  await client.end();
};

/** How long an attempt takes, in milliseconds. Each comes from an address of its own, and so waits for no other. */
const attempt = async (url: string, email: string, number: number): Promise<number> => {
  const body = JSON.stringify({ query: OPERATION, variables: { input: { email, password: 'not the password' } } });
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `2001:db8:${number.toString(16)}::1` };
  const start = performance.now();
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { data } = (await response.json()) as { data: { signIn: { userErrors: { code: string }[] } } };
  const milliseconds = performance.now() - start;
  if (data.signIn.userErrors[0]?.code !== 'INVALID') throw new Error(`Unexpected: ${JSON.stringify(data)}`);
  return milliseconds;
};

/** Whether the time of a refused sign-in tells that an address is known: tries of both kinds take turns. */
export const benchSignIn = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  shareEnvironment({ MAIL_DIR: join(directory, 'mail') });
  const postgres = await startEmbeddedPostgres({ directory, durable: true });
  const databaseUrl = postgres.url('postgres');
  try {
    await makeAccounts(databaseUrl, TRIES + WARM_UP);
    const log = createLogger('bench', 'silent');
    const trustedProxies = ['127.0.0.1'];
    const gateway = await startGateway({ subgraphs: { mode: 'embedded', databaseUrl }, log, trustedProxies });
    const times: { readonly known: number[]; readonly unknown: number[] } = { known: [], unknown: [] };
    for (let number = 0; number < TRIES + WARM_UP; number += 1) {
      const pair = [
        async () => times.known.push(await attempt(gateway.url, known(number), 2 * number)),
        async () => times.unknown.push(await attempt(gateway.url, unknown(number), 2 * number + 1)),
      ];
      for (const next of number % 2 === 0 ? pair : pair.toReversed()) await next();
    }
    await gateway.close();
    const [ours, strangers] = [times.known.slice(WARM_UP), times.unknown.slice(WARM_UP)];
    const difference = (quantile(ours, 0.5) / quantile(strangers, 0.5) - 1) * 100;
    return [
      `sign-in refused, ${TRIES} tries each, taking turns, over HTTP:`,
      `  known address, wrong password: ${inWords(ours)}`,
      `  unknown address:               ${inWords(strangers)}`,
      `  the medians differ by ${difference.toFixed(1)} %`,
    ].join('\n');
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
