import { get } from 'node:http';
import type { TestDatabase } from '@wizness/kernel/testing';
import { EXAMPLES, startEmbedded, type TestGateway, testDatabase } from './support/gateways';

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

const send = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${gateway.url}${path}`, init);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  send('/graphql', { method: 'POST', headers, body });

test('/health and /ready have status 200 while all subgraphs are ready', async () => {
  expect(await send('/health')).toMatchObject({ status: 200, body: { status: 'alive' } });
  expect(await send('/ready')).toMatchObject({ status: 200, body: { status: 'ready' } });
});

test('An unknown route gets a JSON error', async () => {
  const { status, body } = await send('/graphs?a=1');
  expect(status).toBe(404);
  expect(body['errors']).toEqual([
    { message: 'There is no route GET /graphs. GraphQL is at POST /graphql.', extensions: { code: 'NOT_FOUND' } },
  ]);
});

describe('The request id', () => {
  const sendWithId = (id: string) => send('/health', { headers: { 'x-request-id': id } });

  test('is that of the caller if it is valid', async () => {
    expect((await sendWithId('trace:0af7/1')).headers.get('x-request-id')).toBe('trace:0af7/1');
  });

  test.each(['', 'with space', '<b>', 'x'.repeat(129)])('is a new one instead of %j', async (id) => {
    expect((await sendWithId(id)).headers.get('x-request-id')).toMatch(/^request_[0-9a-z]{26}$/);
  });

  test('is different for each request', async () => {
    const [one, other] = [await send('/health'), await send('/health')];
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  });
});

describe('A request is refused', () => {
  test.each([
    ['broken JSON', '{"query":', undefined, 400],
    ['an empty body', '', undefined, 400],
    ['no query', '{"variables":{}}', undefined, 400],
    ['a list of operations', '[{"query":"{ best { id } }"},{"query":"{ best { id } }"}]', undefined, 400],
    ['variables in a string', '{"query":"{ best { id } }","variables":"{}"}', undefined, 400],
    ['a __proto__ key', '{"query":"{ best { id } }","__proto__":{}}', undefined, 400],
    ['too many bytes', JSON.stringify({ query: `{ best { id } } #${' '.repeat(1024 * 1024)}` }), undefined, 413],
    ['too many tokens', JSON.stringify({ query: `{ ${'best { id } '.repeat(2000)} }` }), undefined, 400],
    ['a form, which another site could send', 'query=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, which another site could send', '{"query":"{ best { id } }"}', { 'content-type': 'text/plain' }, 400],
  ])('if it contains %s', async (_, text, headers, status) => {
    const { body, ...response } = await post(text, headers);
    expect(response.status).toBe(status);
    expect(body['data']).toBeUndefined();
    expect(body['errors']).toEqual([
      expect.objectContaining({ extensions: { code: expect.stringMatching(/^(BAD_REQUEST|GRAPHQL_PARSE_FAILED)$/) } }),
    ]);
  });

  test.each([1600, 100_000])('if its document is nested %i levels deep, without a stack overflow', async (depth) => {
    const deep = `{ ${'best { '.repeat(depth)}id${' }'.repeat(depth)} }`;
    const { status, body } = await post(JSON.stringify({ query: deep }));
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/call stack/);
  });

  test('if its Host header is malformed', async () => {
    const status = await new Promise((done, failed) => {
      const request = get(`${gateway.url}/graphql`, { headers: { host: '[' } }, (response) => {
        response.resume();
        done(response.statusCode);
      });
      request.once('error', failed);
    });
    expect(status).toBe(400);
  });

  test('if it is a GET that another site could send', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ best { id } }')}`;
    expect((await send(path)).status).toBe(400);
    const { body } = await send(path, { headers: { 'apollo-require-preflight': '1' } });
    expect(body).toEqual({ data: { best: { id: 'post_7' } } });
  });
});

test('Headers that request a plan or a trace have no effect', async () => {
  const { body } = await post('{"query":"{ best { id } }"}', {
    'content-type': 'application/json',
    'apollo-query-plan-experimental': '1',
    'apollo-federation-include-trace': 'ftv1',
  });
  expect(body).toEqual({ data: { best: { id: 'post_7' } } });
});

describe('GraphiQL', () => {
  test('is one self-contained page that opens with the examples', async () => {
    const response = await fetch(`${gateway.url}/graphiql`);
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const query of EXAMPLES) expect(html).toContain(JSON.stringify(query));
    const [head = '', body = ''] = html.split('<script>', 1)[0]?.split('<body') ?? [];
    expect(head + body).not.toMatch(/(src|href)="(?!data:)/);
    expect(html).not.toMatch(/url\((?!["']?data:|["']?\$|["']?"\+)["']?https?:/);
    expect(html.match(/<\/script/gi)).toHaveLength(1);
  });

  test('may send requests to this origin only', async () => {
    const policy = (await fetch(`${gateway.url}/graphiql`)).headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]{43}=';/);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  test('is not sent again to a browser that has cached it', async () => {
    const etag = (await fetch(`${gateway.url}/graphiql`)).headers.get('etag') ?? '';
    const again = await fetch(`${gateway.url}/graphiql`, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect({ status: again.status, size: (await again.text()).length }).toEqual({ status: 304, size: 0 });
  });
});
