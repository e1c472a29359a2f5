import { catalogue } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { operationNames, readOperation } from '../src/files';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const SERVICES = ['content', 'membership', 'partnerships', 'ratings'] as const;

type Service = (typeof SERVICES)[number];

/** Fields of the article page that a service resolves, and their values while it is unavailable. */
const UNAVAILABLE: Readonly<Record<Service, Readonly<Record<string, unknown>>>> = {
  content: { post: null },
  membership: { author: null },
  partnerships: { target: null, facts: null, organiser: null, organisers: [null], person: null, organisation: null },
  ratings: { ratingSummary: null, ratings: null },
};

/** A copy of `value` in which each field named in `replacements` has the value given there, at any depth. */
const replaceFields = (replacements: Readonly<Record<string, unknown>>, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => replaceFields(replacements, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      Object.hasOwn(replacements, key) ? replacements[key] : replaceFields(replacements, inner),
    ]),
  );
};

/** What must never reach a client: addresses, ports, system error codes, stack traces, SQL, extension fields of libraries. */
const INTERNAL =
  /127\.0\.0\.1:(?!4000\/)|localhost|ECONN|EPIPE|socket|fetch failed|at .*\.[jt]s|stack|SELECT|serviceName/;

let database: TestDatabase;
/** What each operation returns while all services are available. */
const healthy = new Map<string, unknown>();

beforeAll(async () => {
  database = await demoDatabase();
  const graph = await openGraph('embedded', database);
  for (const name of operationNames()) healthy.set(name, (await graph.execute(readOperation(name))).data);
  await graph.close();
});
afterAll(() => database.drop());

test('The next tests cover every service of the catalogue', () => {
  expect([...SERVICES].toSorted()).toEqual(catalogue.map(({ name }) => name).toSorted());
});

describe.each(SERVICES)('While %s is unavailable', (service) => {
  let graph: TestGraph;

  beforeAll(async () => {
    graph = await openGraph('remote', database);
    await graph.stopSubgraph(service);
  });
  afterAll(() => graph.close());

  const error = {
    message: `The service "${service}" is unavailable; its fields are null.`,
    path: expect.anything(),
    extensions: expect.objectContaining({ code: 'SUBGRAPH_UNAVAILABLE', service, requestId: 'test-1' }),
  };

  test('The article page lacks only the fields of that service, and has one error that names it', async () => {
    const { status, data, errors } = await graph.execute(readOperation('article-page'));
    expect(status).toBe(200);
    expect(data).toEqual(replaceFields(UNAVAILABLE[service], healthy.get('article-page')));
    expect(data).not.toEqual(healthy.get('article-page'));
    expect(errors).toEqual([error]);
  });

  test.each(operationNames())('The operation %s returns no internal details', async (name) => {
    const { status, text, errors = [] } = await graph.execute(readOperation(name));
    expect(status).toBe(200);
    expect(errors).toEqual(errors.length === 0 ? [] : [error]);
    expect(text).not.toMatch(INTERNAL);
  });

  test('Root fields of the other services are returned in the same operation', async () => {
    const roots: Readonly<Record<Service, string>> = {
      content: 'posts(first: 1) { nodes { id } }',
      membership: 'members(first: 1) { nodes { id } }',
      partnerships: 'organisations(first: 1) { nodes { id } }',
      ratings: 'topRated(filter: { kinds: [ARTICLE] }, first: 1) { nodes { __typename } }',
    };
    const { data, errors } = await graph.execute(`{ ${SERVICES.map((name) => `${name}: ${roots[name]}`).join('\n')} }`);
    const answered = expect.objectContaining({ nodes: [expect.anything()] });
    expect(data).toEqual(Object.fromEntries(SERVICES.map((name) => [name, name === service ? null : answered])));
    expect(errors).toEqual([error]);
  });

  test('The gateway reports that it is not ready, and why', async () => {
    const response = await fetch(`${graph.url}/ready`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain(service);
  });
});
