import { brotliDecompressSync, gunzipSync } from 'node:zlib';
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

interface Init {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const send = async (path: string, init: Init = {}, url = gateway.url) => {
  const { statusCode: status, headers, body } = await request(`${url}${path}`, init);
  return { status, headers, bytes: Buffer.from(await body.arrayBuffer()) };
};
const post = (query: string, headers: Record<string, string> = {}) =>
  send('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
const get = (query: string, headers: Record<string, string>, url?: string) =>
  send(`/graphql?query=${encodeURIComponent(query)}`, { headers }, url);

const BEST = '{ best { id } }';
const BEST_RESPONSE = '{"data":{"best":{"id":"post_7"}}}\n';

/** The Accept header of urql by default. */
const URQL =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

describe('A query by GET', () => {
  test.each([
    ['the default Accept header of urql', { accept: URQL, 'sec-fetch-mode': 'cors' }],
    ['Apollo-Require-Preflight', { 'apollo-require-preflight': 'true' }],
    ['a JSON content type', { 'content-type': 'application/json' }],
  ])('runs with %s', async (_, headers) => {
    const { status, bytes } = await get(BEST, headers);
    expect({ status, body: `${bytes}` }).toEqual({ status: 200, body: BEST_RESPONSE });
  });

  test.each([
    ['an image of another page sends it', { accept: 'image/*,*/*;q=0.8', 'sec-fetch-mode': 'no-cors' }],
    ['no header shows who sends it', {}],
    ['a page sends it and could not read the response', { accept: URQL, 'sec-fetch-mode': 'no-cors' }],
    ['it has the content type of a form', { 'content-type': 'text/plain; charset=utf-8' }],
    ['the header that requires a preflight is empty', { 'apollo-require-preflight': '' }],
  ])('is refused, with a way to correct it, if %s', async (_, headers) => {
    const { status, bytes } = await get(BEST, headers);
    expect(status).toBe(400);
    expect(`${bytes}`).toMatch(/"code":"BAD_REQUEST"/);
    expect(`${bytes}`).toMatch(/GET with `Accept: application\/graphql-response\+json`/);
  });

  test('is refused with status 405 if it is a mutation', async () => {
    const { status, headers } = await get('mutation { __typename }', { accept: URQL });
    expect({ status, allow: headers['allow'] }).toEqual({ status: 405, allow: 'POST' });
  });
});

test('A browser that opens the endpoint is sent to GraphiQL', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  for (const [path, location] of [
    ['/graphql', './graphiql'],
    ['/graphql?query=%7B+best+%7D', './graphiql?query=%7B+best+%7D'],
  ] as const) {
    const { status, headers } = await send(path, { headers: { accept, 'sec-fetch-mode': 'navigate' } });
    expect({ status, location: headers['location'] }).toEqual({ status: 302, location });
  }
});

test.each(['application/json', 'application/graphql-response+json'])(
  'A subscription is refused with status 400 if the client accepts %s',
  async (accept) => {
    const { status, bytes } = await post('subscription { postPublished { id } }', { accept });
    expect(status).toBe(400);
    expect(JSON.parse(`${bytes}`).errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^A subscription has many results/) }),
    ]);
  },
);

describe('An operation that is refused', () => {
  test.each([
    ['application/json', 200],
    ['application/graphql-response+json, application/json;q=0.9', 400],
    ['*/*', 400],
  ])('has for a client that accepts %s the status %i', async (accept, expected) => {
    for (const query of ['{', '{ nothing }', `{ ${'best { '.repeat(14)}id${' }'.repeat(14)} }`]) {
      const { status, bytes } = await post(query, { accept });
      expect(status).toBe(expected);
      expect(Object.keys(JSON.parse(`${bytes}`))).toEqual(['errors']);
    }
  });

  test('has status 401 for a wrong credential, whatever the client accepts', async () => {
    const { status } = await post(BEST, { accept: 'application/json', authorization: 'Bearer wrong' });
    expect(status).toBe(401);
  });
});

describe('A response is compressed', () => {
  const MANY = '{ posts(first: 100) { id title } }';

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('with %s for a client that accepts it', async (encoding, decompress) => {
    const plain = await post(MANY);
    const compressed = await post(MANY, { 'accept-encoding': encoding });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers['content-encoding']).toBe(encoding);
    expect(compressed.headers['vary']).toMatch(/accept-encoding/i);
    expect(compressed.bytes.length).toBeLessThan(plain.bytes.length / 3);
    expect(`${decompress(compressed.bytes)}`).toBe(`${plain.bytes}`);
  });

  test('with Brotli if the client accepts both, in each media type of GraphQL', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { headers } = await post(MANY, { accept, 'accept-encoding': 'gzip, deflate, br, zstd' });
      expect(headers['content-encoding']).toBe('br');
    }
  });

  test('if it is a page', async () => {
    const { headers } = await send('/verify-email', { headers: { 'accept-encoding': 'br' } });
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringContaining('accept-language') });
  });

  test('only if it is not small', async () => {
    const { headers, bytes } = await post(BEST, { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(`${bytes}`).toBe(BEST_RESPONSE);
  });
});

describe('A page of another origin', () => {
  const ORIGIN = 'https://www.example.org';
  const preflight = (url: string, origin: string) => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    return send('/graphql', { method: 'OPTIONS', headers }, url);
  };
  const ORIGIN_HEADERS = ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-max-age'];
  const corsOf = (headers: Record<string, unknown>) => ORIGIN_HEADERS.map((name) => headers[name]);

  test('may not read responses by default', async () => {
    const { status, headers } = await preflight(gateway.url, ORIGIN);
    expect([status, ...corsOf(headers)]).toEqual([404, undefined, undefined, undefined]);
    expect(corsOf((await get(BEST, { accept: URQL, origin: ORIGIN })).headers)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('may send requests and read responses if its origin is allowed, and caches the preflight', async () => {
    const open = await startEmbedded(database, { allowedOrigins: [ORIGIN] });
    try {
      const allowed = await preflight(open.url, ORIGIN);
      expect([allowed.status, ...corsOf(allowed.headers)]).toEqual([204, ORIGIN, 'true', '86400']);
      expect(allowed.headers['access-control-allow-headers']).toBe('authorization');
      const { headers } = await get(BEST, { accept: URQL, origin: ORIGIN }, open.url);
      expect(corsOf(headers)).toEqual([ORIGIN, 'true', undefined]);
      expect(headers['access-control-expose-headers']).toContain('x-request-id');
      for (const other of [
        'https://example.org',
        'http://www.example.org',
        'https://www.example.org.evil.test',
        'null',
      ]) {
        const refused = await preflight(open.url, other);
        expect(refused.headers['access-control-allow-origin']).toBeUndefined();
        const { headers: own } = await get(BEST, { accept: URQL, origin: other }, open.url);
        expect(own['access-control-allow-origin']).toBeUndefined();
        expect(own['vary']).toMatch(/origin/i);
      }
    } finally {
      await open.close();
    }
  });

  test('sends no cookies if every origin is allowed', async () => {
    const open = await startEmbedded(database, { allowedOrigins: '*' });
    try {
      const { headers } = await preflight(open.url, ORIGIN);
      expect(corsOf(headers)).toEqual(['*', undefined, '86400']);
    } finally {
      await open.close();
    }
  });
});
