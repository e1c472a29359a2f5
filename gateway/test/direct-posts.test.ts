import { once } from 'node:events';
import { connect } from 'node:net';
import { createLogger } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { request } from 'undici';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const log = createLogger('gateway', 'info', { write: (line) => lines.push(JSON.parse(line)) });
  gateway = await startEmbedded(database, { log });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

/** What a client and the log see of a POST. A URL with a question mark is left to Fastify. */
const post = async (url: '/graphql' | '/graphql?', body: string, headers: Record<string, string>) => {
  lines.splice(0);
  const response = await request(`${gateway.url}${url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'test-1', ...headers },
    body,
  });
  const { date: _, ...received } = response.headers;
  const text = await response.body.text();
  await waitUntil(async () => lines.some(({ msg }) => msg === 'request'));
  const logged = lines.map(({ time: __, pid: ___, durationMs: ____, ...line }) => line);
  return { status: response.statusCode, headers: received, text, logged };
};

const BEST = '{"query":"{ best { id } }"}';

test.each([
  ['with a result', BEST, {}],
  [
    'with a result beyond ASCII',
    '{"query":"query ($text: String!) { echo(text: $text) }","variables":{"text":"été"}}',
    {},
  ],
  ['of another character set', BEST, { 'content-type': 'application/json; charset=utf-8' }],
  ['for the media type of GraphQL', BEST, { accept: 'application/graphql-response+json' }],
  ['for an unknown media type', BEST, { accept: 'image/png' }],
  ['with broken JSON', '{"query":', {}],
  ['with a __proto__ key', '{"query":"{ best { id } }","__proto__":{}}', {}],
  ['without a document', '{"variables":{}}', {}],
  ['with a document that is not valid', '{"query":"{ nothing }"}', {}],
  ['with a wrong credential', BEST, { authorization: 'Bearer wrong' }],
  ['with a type of JSON that is not known', BEST, { 'content-type': 'application/jsonx' }],
  ['without content', '', {}],
])('A POST %s has the same response and line in the log as through Fastify', async (_, body, headers) => {
  const direct = await post('/graphql', body, headers);
  expect(direct).toEqual(await post('/graphql?', body, headers));
  expect(direct.headers).toMatchObject({ 'x-request-id': 'test-1', 'cache-control': 'no-store' });
});

const send = async (headers: string, body: string) => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /graphql HTTP/1.1\r\n${headers}content-type: application/json\r\ncontent-length: 30\r\n\r\n${body}`,
  );
  await once(socket, 'connect');
  return socket;
};

test('A POST with a malformed Host header is refused', async () => {
  const socket = await send('host: [\r\nconnection: close\r\n', '{"query":"{ best { id } }"}   ');
  let text = '';
  for await (const part of socket) text += String(part);
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('The URL or the Host header is malformed.');
});

test('A POST whose client goes away before its body is complete is in the log', async () => {
  lines.splice(0);
  const socket = await send('host: localhost\r\nx-request-id: gone\r\n', '{"query"');
  // Its head has been read once a later request has a response.
  await gateway.ask('{ best { id } }');
  socket.destroy();
  await waitUntil(async () => lines.some(({ requestId }) => requestId === 'gone'));
  expect(lines).toContainEqual(expect.objectContaining({ requestId: 'gone', route: '/graphql', aborted: true }));
});
