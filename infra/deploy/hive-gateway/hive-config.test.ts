import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import * as http from '@graphql-mesh/transport-http';
import { createGatewayRuntime, type GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { loadServices, type RunningGateway, startGateway } from '@wizness/gateway';
import { createLogger, createSubgraphServer } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { readServiceSettings } from '../../command/open-services';
import { INFRA, REPOSITORY } from '../../folders';
import { restoreBackup } from '../../restore/restore-backup';
import { createHiveConfig } from './hive-config';

const OPERATIONS = join(REPOSITORY, 'schema', 'operations');
/** The demo data, and a member who can sign in. */
const BACKUP = join(INFRA, 'test', 'support', '2026-11-26.backup');
const log = createLogger('hive', 'silent');
const settings = readServiceSettings({});
const secret = randomBytes(32);
const publicUrl = settings.membership.publicUrl;

let database: TestDatabase;
let ours: RunningGateway;
let hive: GatewayRuntime;
let hiveServer: Server;
const closing: (() => Promise<void>)[] = [];

const serveServices = async (): Promise<Record<string, string>> => {
  const urls: Record<string, string> = {};
  for (const service of loadServices()) {
    const own = (settings as Readonly<Record<string, unknown>>)[service.name];
    const running = await service.open({ database: { url: database.url, poolSize: 2 }, settings: own, log });
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
  database = await cloneDatabase('nothing', async () => undefined);
  await restoreBackup({ databaseUrl: database.url, file: BACKUP, overwrite: false, log });
  const urls = await serveServices();
  ours = await startGateway({ publicUrl, subgraphs: { mode: 'remote', urls, secret }, log });
  hive = createGatewayRuntime({
    ...createHiveConfig({ urls, secret, publicUrl, timeoutMs: 5000, log }),
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

  test('Refuses a credential that is not valid with status 401', async () => {
    const { status, body } = await ask(hiveUrl(), VIEWER, bearer('wrong'));
    expect({ status, ...body }).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('Signs a member in, passes the identity to the services, and refuses the token after a sign-out', async () => {
    const signIn = await ask(hiveUrl(), `mutation { signIn(input: { ${CREDENTIALS} }) { tokens { accessToken } } }`);
    const token = bearer(signIn.body.data.signIn.tokens.accessToken);
    const viewer = { member: { handle: 'lea' }, email: 'lea@example.org' };
    expect(await ask(hiveUrl(), VIEWER, token)).toEqual({ status: 200, body: { data: { viewer } } });
    expect(await ask(ours.url, VIEWER, token)).toEqual({ status: 200, body: { data: { viewer } } });
    await ask(hiveUrl(), 'mutation { signOut(input: {}) { endedSessions } }', token);
    expect((await ask(hiveUrl(), VIEWER, token)).status).toBe(401);
  });
});
