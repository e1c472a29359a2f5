import type { TestDatabase } from '@wizness/kernel/testing';
import {
  type GraphqlResponse,
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let served: ServedSubgraph[];
let embedded: TestGateway;
let remote: TestGateway;
const statements: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  embedded = await startEmbedded(database, { onStatement: (service, sql) => statements.push(`${service}: ${sql}`) });
  const [one, two] = [await serve(posts, database), await serve(scores, database)];
  served = [one, two];
  remote = await startRemote({ posts: one.url, scores: two.url });
});
afterAll(async () => {
  await embedded.close();
  await remote.close();
  for (const { close } of served) await close();
  await database.drop();
});

/** Sends the operation to both gateways and expects the same bytes. */
const askBoth = async (query: string, variables?: unknown, operationName?: string): Promise<GraphqlResponse> => {
  const one = await embedded.ask(query, variables, operationName);
  const other = await remote.ask(query, variables, operationName);
  expect({ status: other.status, text: other.text }).toEqual({ status: one.status, text: one.text });
  return one;
};

describe('Embedded and remote gateways', () => {
  test('return data of both subgraphs', async () => {
    const { status, text } = await askBoth('{ posts(first: 2) { id title score } best { title } }');
    expect(status).toBe(200);
    expect(text).toBe(
      '{"data":{"posts":[{"id":"post_0","title":"Title of post_0","score":6},{"id":"post_1","title":"Title of post_1","score":6}],"best":{"title":"Title of post_7"}}}\n',
    );
  });

  test('report the statements of an operation with their service (embedded)', async () => {
    statements.length = 0;
    await embedded.ask('{ post(id: "a") { score } }');
    expect(statements).toEqual([expect.stringMatching(/^scores: SELECT id, length/)]);
  });

  test('share the loaders of a subgraph within one operation, but not between operations (embedded)', async () => {
    for (const _ of [1, 2]) {
      statements.length = 0;
      await embedded.ask('{ post(id: "post_7") { score } best { score } }');
      expect(statements).toHaveLength(1);
    }
  });

  test('share no loaders between the steps of a mutation, which must see earlier changes (embedded)', async () => {
    statements.length = 0;
    const mutation =
      'mutation { one: rate(id: "a") { score } two: touch(id: "a") { score } three: rate(id: "a") { score } }';
    const { body } = await askBoth(mutation);
    expect(body).toEqual({ data: { one: { score: 1 }, two: { score: 1 }, three: { score: 1 } } });
    expect(statements).toHaveLength(3);
  });

  test('return null for a missing entity', async () => {
    expect((await askBoth('{ post(id: "none") { title score } }')).body).toEqual({ data: { post: null } });
  });

  test('pass on an error meant for the caller with its message and path', async () => {
    const { body } = await askBoth('{ posts(first: 2) { id refused } }');
    const error = { message: 'A score is from 1 to 5.', extensions: { code: 'BAD_USER_INPUT' } };
    expect(body.errors).toEqual([0, 1].map((index) => ({ ...error, path: ['posts', index, 'refused'] })));
    expect(body.data).toEqual({
      posts: [
        { id: 'post_0', refused: null },
        { id: 'post_1', refused: null },
      ],
    });
  });

  test('pass on the error of a non-null root field, with null data', async () => {
    const { body } = await askBoth('{ posts(first: 101) { id } }');
    const message = 'At most 100 posts.';
    expect(body).toEqual({
      errors: [{ message, path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } }],
      data: null,
    });
  });

  test('merge the faults of a failed statement into one error that does not reveal it', async () => {
    const { body, text } = await askBoth('{ posts(first: 12) { broken } }');
    const paths = Array.from({ length: 12 }, (_, index) => ['posts', index, 'broken']);
    expect(body.errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: paths[0],
        extensions: { code: 'INTERNAL_SERVER_ERROR', service: 'scores', requestId: 'test-1', paths },
      },
    ]);
    expect(text).not.toMatch(/no_such_table|serviceName|SELECT|stack/);
  });

  test('return several errors in the same order', async () => {
    const { body } = await askBoth('{ b: posts(first: 1) { refused broken } a: post(id: "x") { broken refused } }');
    expect(body.errors?.map(({ path }) => path)).toEqual([
      ['a', 'broken'],
      ['a', 'refused'],
      ['b', 0, 'refused'],
    ]);
  });

  test.each([
    ['text that is not GraphQL', '{ post(', undefined, 'GRAPHQL_PARSE_FAILED', 400],
    ['an unknown field', '{ post(id: 1) { colour } }', undefined, 'GRAPHQL_VALIDATION_FAILED', 400],
    [
      'an invalid literal of a scalar',
      '{ echo(text: "a", amount: "12,5") }',
      undefined,
      'GRAPHQL_VALIDATION_FAILED',
      400,
    ],
    [
      'a variable of the wrong type',
      'query ($n: Int) { posts(first: $n) { id } }',
      { n: 'two' },
      'BAD_USER_INPUT',
      400,
    ],
    [
      'an invalid variable of a scalar',
      'query ($n: Decimal) { echo(text: "", amount: $n) }',
      { n: '1,5' },
      'BAD_USER_INPUT',
      400,
    ],
    ['a missing variable', 'query ($id: ID!) { post(id: $id) { id } }', {}, 'BAD_USER_INPUT', 400],
  ])('refuse %s', async (_, query, variables, code, status) => {
    const { body, ...response } = await askBoth(query, variables);
    expect(response.status).toBe(status);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code } }]);
    expect(body.errors?.[0]?.['locations']).toBeDefined();
  });

  test('refuse the name of an operation that is not in the document', async () => {
    const { body, status } = await askBoth('query A { best { id } } query B { best { id } }', {}, 'C');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('"C"'), extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    ]);
    const second = await askBoth('query A { best { id } } query B { best { title } }', {}, 'B');
    expect(second.body).toEqual({ data: { best: { title: 'Title of post_7' } } });
  });

  test('support introspection', async () => {
    const { body } = await askBoth('{ __type(name: "Post") { fields { name } } }');
    expect(body.errors).toBeUndefined();
    const names = ['id', 'title', 'broken', 'refused', 'score', 'slowScore'];
    expect(JSON.stringify(body.data)).toBe(JSON.stringify({ __type: { fields: names.map((name) => ({ name })) } }));
  });
});
