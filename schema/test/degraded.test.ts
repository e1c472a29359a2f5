import type { TestDatabase } from '@wizness/kernel/testing';
import { operationNames, readOperation } from '../src/files';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const SERVICES = ['content', 'membership', 'partnerships', 'ratings'] as const;

type Service = (typeof SERVICES)[number];

/** Fields of the article page that a service answers, and what they are without it. */
const LOST: Readonly<Record<Service, Readonly<Record<string, unknown>>>> = {
  content: { post: null },
  membership: { author: null },
  partnerships: { target: null, facts: null, organiser: null, organisers: [null], person: null, organisation: null },
  ratings: { ratingSummary: null, ratings: null },
};

/** A copy of `value` in which every field of `lost` is what it says there. */
const without = (lost: Readonly<Record<string, unknown>>, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => without(lost, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, Object.hasOwn(lost, key) ? lost[key] : without(lost, inner)]),
  );
};

/** What only we may know: addresses, ports, words of the machine, SQL, the fields that the gateway adds. */
const INTERNAL =
  /127\.0\.0\.1:(?!4000\/)|localhost|ECONN|EPIPE|socket|fetch failed|at .*\.[jt]s|stack|SELECT|serviceName/;

let database: TestDatabase;

beforeAll(async () => {
  database = await demoDatabase();
});
afterAll(() => database.drop());

describe.each(SERVICES)('without %s', (service) => {
  const healthy = new Map<string, unknown>();
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openGraph('remote', database);
    for (const name of operationNames()) healthy.set(name, (await graph.ask(readOperation(name))).data);
    await graph.stopSubgraph(service);
  });
  afterAll(() => graph.close());

  const error = {
    message: `The service "${service}" can not answer now; its fields are null.`,
    path: expect.anything(),
    extensions: expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE', service, requestId: 'test-1' }),
  };

  test('the page of the article is there but for what that service says, with one error that names it', async () => {
    const { status, data, errors } = await graph.ask(readOperation('article-page'));
    expect(status).toBe(200);
    expect(data).toEqual(without(LOST[service], healthy.get('article-page')));
    expect(data).not.toEqual(healthy.get('article-page'));
    expect(errors).toEqual([error]);
  });

  test.each(operationNames())('%s is answered, and shows nothing internal', async (name) => {
    const { status, text, errors = [] } = await graph.ask(readOperation(name));
    expect(status).toBe(200);
    expect(errors).toEqual(errors.length === 0 ? [] : [error]);
    expect(text).not.toMatch(INTERNAL);
  });

  test('root fields of the other services are answered beside its own', async () => {
    const roots: Readonly<Record<Service, string>> = {
      content: 'posts(first: 1) { nodes { id } }',
      membership: 'members(first: 1) { nodes { id } }',
      partnerships: 'organisations(first: 1) { nodes { id } }',
      ratings: 'topRated(kinds: [ARTICLE], first: 1) { nodes { __typename } }',
    };
    const { data, errors } = await graph.ask(`{ ${SERVICES.map((name) => `${name}: ${roots[name]}`).join('\n')} }`);
    const answered = expect.objectContaining({ nodes: [expect.anything()] });
    expect(data).toEqual(Object.fromEntries(SERVICES.map((name) => [name, name === service ? null : answered])));
    expect(errors).toEqual([error]);
  });

  test('the gateway says that it is not ready, and why', async () => {
    const response = await fetch(`${graph.url}/ready`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(service);
  });
});
