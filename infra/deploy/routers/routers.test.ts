import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import * as http from '@graphql-mesh/transport-http';
import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { loadServices, type RunningGateway, startGateway } from '@wizness/gateway';
import { BACKGROUND_TIMEOUTS, catalogue, createLogger, createSubgraphServer } from '@wizness/kernel';
import { cloneGraphDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { readServiceSettings } from '../../command/open-services';
import { INFRA, REPOSITORY } from '../../folders';
import { restoreBackup } from '../../restore/restore-backup';
import { parse } from 'yaml';
import { gatewayConfig, transportEntriesAt } from './hive-gateway.config';
import { createSigner } from './signer';

const OPERATIONS = join(REPOSITORY, 'schema', 'operations');
/** The demo data, and a member who can sign in. */
const BACKUP = join(INFRA, 'test', 'support', '2026-11-26.backup');
const log = createLogger('routers', 'silent');
const settings = readServiceSettings({});
const secret = randomBytes(32);
const publicUrl = settings.membership.publicUrl;

let database: TestDatabase;
let ours: RunningGateway;
let signerUrl: string;
let hive: GatewayRuntime;
let hiveServer: Server;
const closing: (() => Promise<void>)[] = [];

const serveServices = async (): Promise<Record<string, string>> => {
  const urls: Record<string, string> = {};
  for (const service of loadServices()) {
    const own = (settings as Readonly<Record<string, unknown>>)[service.name];
    const running = await service.open({
      database: { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
      settings: own,
      log,
    });
    const server = createSubgraphServer(service, running, { secret, log });
    urls[service.name] = await server.listen({ port: 0, host: '127.0.0.1' });
    closing.push(async () => {
      await server.close();
      await running.close();
    });
  }
  return urls;
};

beforeAll(async () => {
  database = await cloneGraphDatabase('nothing', async () => undefined);
  await restoreBackup({ databaseUrl: database.url, file: BACKUP, overwrite: false, log });
  const urls = await serveServices();
  ours = await startGateway({ publicUrl, subgraphs: { mode: 'remote', urls, secret }, log });
  const trustedProxies = ['127.0.0.1'];
  const signer = createSigner({ urls, secret, publicUrl, trustedProxies, timeoutMs: 5000, log });
  signerUrl = await signer.listen({ port: 0, host: '127.0.0.1' });
  closing.unshift(() => signer.close());
  hive = createGatewayRuntime({
    ...gatewayConfig,
    transportEntries: transportEntriesAt(signerUrl),
    transports: { http },
    logging: false,
  });
  hiveServer = createServer((request, response) => void hive(request, response));
  hiveServer.listen(0, '127.0.0.1');
  await once(hiveServer, 'listening');
});
afterAll(async () => {
  hiveServer?.closeAllConnections();
  hiveServer?.close();
  await hive?.[Symbol.asyncDispose]();
  await ours?.close();
  for (const close of closing) await close();
  await database?.drop();
});

const hiveUrl = () => `http://127.0.0.1:${(hiveServer.address() as AddressInfo).port}`;
const ask = async (url: string, query: string, headers: Record<string, string> = {}, variables = {}) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json() };
};

const operations = readdirSync(OPERATIONS).filter((file) => file.endsWith('.graphql'));

const SUBJECTS = `{ renault: organisation(name: "Renault") { id } wimoov: organisation(name: "Wimoov") { id }
  programmes(filter: { text: "Mobiliz" }, first: 1) { nodes { id } } }`;

/** The ids in these operations are those of the demo data of today. In the backup, which is older, subjects have other ids. */
const variablesOf = async (file: string): Promise<object> => {
  if (file !== 'network.graphql' && file !== 'timeline.graphql') return {};
  const { renault, wimoov, programmes } = (await ask(ours.url, SUBJECTS)).body.data;
  return {
    roots: [renault.id, wimoov.id],
    from: renault.id,
    to: wimoov.id,
    subject: programmes.nodes[0].id,
    compared: [renault.id, wimoov.id],
  };
};

test.each(operations)('Hive Gateway answers %s as our gateway does', async (file) => {
  const query = readFileSync(join(OPERATIONS, file), 'utf8');
  const variables = await variablesOf(file);
  const expected = await ask(ours.url, query, {}, variables);
  expect(expected.body.errors).toBeUndefined();
  expect(await ask(hiveUrl(), query, {}, variables)).toEqual(expected);
});

describe('Hive Gateway, as our gateway,', () => {
  const VIEWER = '{ viewer { member { handle } email } }';
  const CREDENTIALS = 'email: "lea@example.org", password: "four long unusual words"';
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test('Serves an anonymous caller without a credential', async () => {
    expect(await ask(hiveUrl(), VIEWER)).toEqual({ status: 200, body: { data: { viewer: null } } });
  });

  test('Refuses a credential that is not valid', async () => {
    const { body } = await ask(hiveUrl(), VIEWER, bearer('wrong'));
    expect(body).toMatchObject({ data: { viewer: null }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('Signs a member in, passes the identity to the services, and refuses the token after a sign-out', async () => {
    const signIn = await ask(hiveUrl(), `mutation { signIn(input: { ${CREDENTIALS} }) { tokens { accessToken } } }`);
    const token = bearer(signIn.body.data.signIn.tokens.accessToken);
    const viewer = { member: { handle: 'lea' }, email: 'lea@example.org' };
    expect(await ask(hiveUrl(), VIEWER, token)).toEqual({ status: 200, body: { data: { viewer } } });
    expect(await ask(ours.url, VIEWER, token)).toEqual({ status: 200, body: { data: { viewer } } });
    await ask(hiveUrl(), 'mutation { signOut(input: {}) { endedSessions } }', token);
    expect((await ask(hiveUrl(), VIEWER, token)).body.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});

describe('The signer', () => {
  const send = (path: string, init: RequestInit = {}) =>
    fetch(`${signerUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, ...init });

  test('Answers a credential that is not valid with status 401', async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer wrong' };
    const response = await send('/content/graphql', { headers, body: '{"query":"{ __typename }"}' });
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect({ status: response.status, errors }).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('Passes only GraphQL to the services that exist', async () => {
    expect((await send('/content/events/read', { body: '{}' })).status).toBe(404);
    expect((await send('/other/graphql', { body: '{}' })).status).toBe(404);
    expect((await send('/content/graphql', { headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(
      415,
    );
  });

  test('Answers status 504 when a service cannot be reached', async () => {
    const nowhere = Object.fromEntries(catalogue.map(({ name }) => [name, 'http://127.0.0.1:9']));
    const signer = createSigner({ urls: nowhere, secret, publicUrl, trustedProxies: [], timeoutMs: 1000, log });
    const { statusCode } = await signer.inject({ method: 'POST', url: '/ratings/graphql', payload: {} });
    expect(statusCode).toBe(504);
    await signer.close();
  });
});

describe('The configuration of', () => {
  const read = (file: string) => parse(readFileSync(join(__dirname, file), 'utf8'));
  const addresses = Object.fromEntries(catalogue.map(({ name }) => [name, `http://127.0.0.1:4020/${name}/graphql`]));
  const headers = ['accept-language', 'authorization', 'user-agent', 'x-forwarded-for'];
  const sorted = (names: readonly string[]) => names.map((name) => name.toLowerCase()).toSorted();

  test('Hive Router sends each service its fetches through the signer, with the headers of the caller', () => {
    const { override_subgraph_urls: urls, headers: rules } = read('hive-router.yaml');
    const entries = Object.entries<{ url: string }>(urls.subgraphs).map(([name, { url }]) => [name, url]);
    expect(Object.fromEntries(entries)).toEqual(addresses);
    expect(sorted(rules.all.request[0].propagate.named)).toEqual(headers);
  });

  test('Apollo Router sends each service its fetches through the signer, with the headers of the caller', () => {
    const { override_subgraph_url: urls, headers: rules } = read('apollo-router.yaml');
    expect(urls).toEqual(addresses);
    const named = rules.all.request.map((rule: { propagate: { named: string } }) => rule.propagate.named);
    expect(sorted(named)).toEqual(headers);
  });

  test('Cosmo composes all subgraphs, and sends their fetches through the signer, with the headers of the caller', () => {
    const { subgraphs } = read('cosmo-compose.yaml') as {
      subgraphs: { name: string; routing_url: string; schema: { file: string } }[];
    };
    expect(Object.fromEntries(subgraphs.map(({ name, routing_url: url }) => [name, url]))).toEqual(addresses);
    for (const { name, schema } of subgraphs)
      expect(join(__dirname, schema.file)).toBe(join(REPOSITORY, 'schema', 'subgraphs', `${name}.graphql`));
    const rules = read('cosmo-router.yaml').headers.all.request as { named: string }[];
    expect(sorted(rules.map(({ named }) => named))).toEqual(headers);
  });
});
