import { createHash } from 'node:crypto';
import type { TestDatabase } from '@wizness/kernel/testing';
import { request } from 'undici';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const ACCEPT = { accept: 'application/graphql-response+json' };

const get = async (query: string, headers: Record<string, string> = {}) => {
  const search = new URLSearchParams({ query });
  const response = await request(`${gateway.url}/graphql?${search.toString()}`, { headers: { ...ACCEPT, ...headers } });
  const { etag, vary, 'cache-control': cache, 'content-encoding': encoding } = response.headers;
  return { status: response.statusCode, etag: String(etag), vary, cache, encoding, text: await response.body.text() };
};

const LONG = '{ posts(first: 50) { id title } }';

test('An anonymous query by GET has an entity tag, and a client that has it gets 304', async () => {
  const first = await get('{ best { id } }');
  expect(first).toEqual({
    status: 200,
    etag: expect.stringMatching(/^W\/"[\w-]{22}"$/),
    vary: 'accept, accept-encoding, accept-language, authorization',
    cache: 'no-cache',
    encoding: undefined,
    text: '{"data":{"best":{"id":"post_7"}}}\n',
  });
  for (const known of [first.etag, first.etag.slice(2), `"other", ${first.etag}`]) {
    const again = await get('{ best { id } }', { 'if-none-match': known });
    expect(again).toMatchObject({ status: 304, etag: first.etag, cache: 'no-cache', text: '' });
  }
  expect(await get('{ best { score } }', { 'if-none-match': first.etag })).toMatchObject({ status: 200 });
});

test('A compressed response has the same tag', async () => {
  const plain = await get(LONG);
  const compressed = await get(LONG, { 'accept-encoding': 'gzip' });
  expect(compressed).toMatchObject({ status: 200, encoding: 'gzip', etag: plain.etag });
  const again = await get(LONG, { 'accept-encoding': 'gzip', 'if-none-match': plain.etag });
  expect(again).toMatchObject({ status: 304, text: '' });
});

test.each([
  ['with errors', '{ best { id broken } }', {}],
  ['that is not valid', '{ nothing }', {}],
  ['with a hash that is not known', '', {}],
  ['with a credential', '{ best { id } }', { authorization: 'Bearer wzk_none' }],
])('No cache may keep the response to a query %s', async (_, query, headers) => {
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'unknown' } });
  const search = new URLSearchParams(query ? { query } : { extensions });
  const response = await request(`${gateway.url}/graphql?${search.toString()}`, {
    headers: { ...ACCEPT, ...headers, 'if-none-match': '*' },
  });
  expect(response.headers).toMatchObject({ 'cache-control': 'no-store' });
  expect(response.headers).not.toHaveProperty('etag');
  expect(response.statusCode).not.toBe(304);
  await response.body.dump();
});

test('A response by POST is not stored', async () => {
  const { headers } = await gateway.ask('{ best { id } }');
  expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
});

test('A stored operation by GET with its hash has the same tag as with its text', async () => {
  const query = 'query Scores { best { score } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const search = new URLSearchParams({ extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }) });
  const { headers, body } = await request(`${gateway.url}/graphql?${search.toString()}`, { headers: ACCEPT });
  expect(headers['etag']).toBe((await get(query)).etag);
  await body.dump();
});
