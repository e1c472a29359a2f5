import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@wizness/gateway';
import { createLogger, systemClock } from '@wizness/kernel';
import { Client } from 'pg';
import { readServiceSettings, type ServiceSettings, withServices } from '../command/open-services';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres';
import { summarise, quantile } from './distribution';

const ATTEMPTS = 200;
/** Attempts that are not measured, while code is compiled and pools fill. */
const WARM_UP = 20;

const OPERATION = `mutation ($input: SignInInput!) { signIn(input: $input) { tokens { accessToken } userErrors { code } } }`;

/** The hash of no password, with the parameters of real hashes, so that verifying it takes as long. */
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

const registered = (number: number) => `registered-${number}@example.org`;
const unregistered = (number: number) => `unregistered-${number}@example.org`;

const makeAccounts = async (databaseUrl: string, settings: ServiceSettings, count: number): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl });
  const log = createLogger('bench', 'silent');
  await withServices({ databaseUrl, settings, clock: systemClock, log }, async ({ membership }) => {
    await client.connect();
    for (let number = 0; number < count; number += 1) {
      const { id } = await membership.members.enrol({ handle: `member-${number}`, name: 'Member', locale: 'fr' });
      await client.query('INSERT INTO membership.accounts VALUES ($1, $2, $3, now())', [id, registered(number), HASH]);
    }
  });
  await client.end();
};

/** Duration of one attempt in milliseconds. Each has its own client address, so that none is rate limited. */
const timeAttempt = async (url: string, email: string, number: number): Promise<number> => {
  const body = JSON.stringify({ query: OPERATION, variables: { input: { email, password: 'not the password' } } });
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `2001:db8:${number.toString(16)}::1` };
  const start = performance.now();
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const { data } = (await response.json()) as { data: { signIn: { userErrors: { code: string }[] } } };
  const milliseconds = performance.now() - start;
  if (data.signIn.userErrors[0]?.code !== 'INVALID') throw new Error(`Unexpected: ${JSON.stringify(data)}`);
  return milliseconds;
};

/** Whether the duration of a refused sign-in reveals that an address is registered. Both kinds of attempts alternate. */
export const benchSignIn = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-bench-'));
  const settings = readServiceSettings({ MAIL_DIR: join(directory, 'mail') });
  const postgres = await startEmbeddedPostgres({ directory, durable: true, log: createLogger('postgres', 'warn') });
  const databaseUrl = postgres.url('postgres');
  try {
    await makeAccounts(databaseUrl, settings, ATTEMPTS + WARM_UP);
    const log = createLogger('bench', 'silent');
    const { publicUrl } = settings.membership;
    const subgraphs = { mode: 'embedded', databaseUrl, settings } as const;
    const gateway = await startGateway({ subgraphs, log, publicUrl, trustedProxies: ['127.0.0.1'] });
    const times: { readonly registered: number[]; readonly unregistered: number[] } = {
      registered: [],
      unregistered: [],
    };
    for (let number = 0; number < ATTEMPTS + WARM_UP; number += 1) {
      const pair = [
        async () => times.registered.push(await timeAttempt(gateway.url, registered(number), 2 * number)),
        async () => times.unregistered.push(await timeAttempt(gateway.url, unregistered(number), 2 * number + 1)),
      ];
      for (const measure of number % 2 === 0 ? pair : pair.toReversed()) await measure();
    }
    await gateway.close();
    const [known, unknown] = [times.registered.slice(WARM_UP), times.unregistered.slice(WARM_UP)];
    const difference = (quantile(known, 0.5) / quantile(unknown, 0.5) - 1) * 100;
    return [
      `refused sign-in, ${ATTEMPTS} alternating attempts each, over HTTP:`,
      `  registered address, wrong password: ${summarise(known)}`,
      `  unregistered address:               ${summarise(unknown)}`,
      `  the medians differ by ${difference.toFixed(1)} %`,
    ].join('\n');
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
};
