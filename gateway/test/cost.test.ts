import type { TestDatabase } from '@wizness/kernel/testing';
import { request } from 'undici';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let unlimited: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  unlimited = await startEmbedded(database);
});
afterAll(async () => {
  await unlimited.close();
  await database.drop();
});

const send = async ({ url }: TestGateway, parameters: Record<string, unknown>, address = '192.0.2.1') => {
  const { statusCode, headers, body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify(parameters),
  });
  const rates = Object.entries(headers).filter(([name]) => name.startsWith('ratelimit-') || name === 'retry-after');
  return { status: statusCode, rates: Object.fromEntries(rates), body: (await body.json()) as Record<string, unknown> };
};

/** Six lists, each of which is assumed to have five items. */
const POSTS = `{ ${[...'abcdef'].map((alias) => `${alias}: posts { title }`).join(' ')} }`;

test('A response states the cost of its operation if the request asks for it', async () => {
  const asked = await send(unlimited, { query: POSTS, extensions: { cost: true } });
  expect(asked.body['extensions']).toEqual({ cost: { requested: 30, limit: 5000 } });
  const { body, rates } = await send(unlimited, { query: POSTS });
  expect(Object.keys(body)).toEqual(['data']);
  expect(rates).toEqual({});
});

test('The cost of an operation by GET is stated, too', async () => {
  const search = new URLSearchParams({ query: '{ best { id } }', extensions: '{"cost":true}' });
  const { body } = await request(`${unlimited.url}/graphql?${search.toString()}`, {
    headers: { accept: 'application/graphql-response+json' },
  });
  expect(await body.json()).toMatchObject({ extensions: { cost: { requested: 1 } } });
});

describe('With MAX_COST_PER_MINUTE', () => {
  let limited: TestGateway;

  beforeEach(async () => {
    limited = await startEmbedded(database, { maxCostPerMinute: 100, trustedProxies: ['127.0.0.1'] });
  });
  afterEach(() => limited.close());

  test('a caller is refused when the budget is spent, and other callers are not', async () => {
    for (const remaining of ['70', '40', '10']) {
      const { status, rates } = await send(limited, { query: POSTS });
      expect(status).toBe(200);
      expect(rates).toEqual({
        'ratelimit-policy': '100;w=60',
        'ratelimit-limit': '100',
        'ratelimit-remaining': expect.stringMatching(new RegExp(`^${remaining.slice(0, -1)}\\d$`)),
        'ratelimit-reset': expect.stringMatching(/^\d+$/),
      });
    }
    const refused = await send(limited, { query: POSTS });
    expect(refused.status).toBe(429);
    expect(Number(refused.rates['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', cost: 30, limit: 100 } }] });
    expect(refused.body).not.toHaveProperty('data');
    expect((await send(limited, { query: POSTS }, '192.0.2.2')).status).toBe(200);
  });

  test('the stated cost includes the budget', async () => {
    const { body } = await send(limited, { query: POSTS, extensions: { cost: true } });
    expect(body['extensions']).toEqual({
      cost: { requested: 30, limit: 5000, limitPerMinute: 100, remaining: 70, resetSeconds: 18 },
    });
  });

  test('a refused operation does not run', async () => {
    const statements: string[] = [];
    const gateway = await startEmbedded(database, {
      maxCostPerMinute: 1,
      onStatement: (_, sql) => statements.push(sql),
    });
    const query = '{ post(id: "a") { score } }';
    expect((await send(gateway, { query })).status).toBe(200);
    const before = statements.length;
    expect((await send(gateway, { query })).status).toBe(429);
    expect(statements).toHaveLength(before);
    await gateway.close();
  });
});
