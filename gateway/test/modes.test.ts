import type { TestDatabase } from '@wizness/kernel/testing';
import {
  type Answer,
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

/** What both gateways answer to one question, which must be the same to the byte. */
const askBoth = async (query: string, variables?: unknown, operationName?: string): Promise<Answer> => {
  const one = await embedded.ask(query, variables, operationName);
  const other = await remote.ask(query, variables, operationName);
  expect({ status: other.status, text: other.text }).toEqual({ status: one.status, text: one.text });
  return one;
};

describe('one process and many', () => {
  test('answer with data of both subgraphs', async () => {
    const { status, text } = await askBoth('{ posts(first: 2) { id title score } best { title } }');
    expect(status).toBe(200);
    expect(text).toBe(
      '{"data":{"posts":[{"id":"post_0","title":"Title of post_0","score":6},{"id":"post_1","title":"Title of post_1","score":6}],"best":{"title":"Title of post_7"}}}\n',
    );
  });

  test('tell of the statements that an operation made, and of the service that made them', async () => {
    statements.length = 0;
    await embedded.ask('{ post(id: "a") { score } }');
    expect(statements).toEqual([expect.stringMatching(/^scores: SELECT id, length/)]);
  });

  test('in one process, fetches of one operation share what their subgraph loaded; the next one loads anew', async () => {
    for (const _ of [1, 2]) {
      statements.length = 0;
      await embedded.ask('{ post(id: "post_7") { score } best { score } }');
      expect(statements).toHaveLength(1);
    }
  });

  test('in one process, each step of a mutation loads anew: it must see what the one before it did', async () => {
    statements.length = 0;
    const mutation =
      'mutation { one: rate(id: "a") { score } two: touch(id: "a") { score } three: rate(id: "a") { score } }';
    const { body } = await askBoth(mutation);
    expect(body).toEqual({ data: { one: { score: 1 }, two: { score: 1 }, three: { score: 1 } } });
    expect(statements).toHaveLength(3);
  });

  test('answer null for what is not there', async () => {
    expect((await askBoth('{ post(id: "none") { title score } }')).body).toEqual({ data: { post: null } });
  });

  test('pass an error that is meant for the caller with its words and its place', async () => {
    const { body } = await askBoth('{ posts(first: 2) { id refused } }');
    const error = { message: 'Scores are given from 1 to 5.', extensions: { code: 'BAD_USER_INPUT' } };
    expect(body.errors).toEqual([0, 1].map((index) => ({ ...error, path: ['posts', index, 'refused'] })));
    expect(body.data).toEqual({
      posts: [
        { id: 'post_0', refused: null },
        { id: 'post_1', refused: null },
      ],
    });
  });

  test('pass the error of a root field, whose null takes the whole answer with it', async () => {
    const { body } = await askBoth('{ posts(first: 101) { id } }');
    const message = 'Ask for at most 100 posts.';
    expect(body).toEqual({
      errors: [{ message, path: ['posts'], extensions: { code: 'BAD_USER_INPUT' } }],
      data: null,
    });
  });

  test('show nothing of a statement that failed, once for all its places', async () => {
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

  test('give several errors in the same order', async () => {
    const { body } = await askBoth('{ b: posts(first: 1) { refused broken } a: post(id: "x") { broken refused } }');
    expect(body.errors?.map(({ path }) => path)).toEqual([
      ['a', 'broken'],
      ['a', 'refused'],
      ['b', 0, 'refused'],
    ]);
  });

  test.each([
    ['a text that is no GraphQL', '{ post(', undefined, 'GRAPHQL_PARSE_FAILED', 400],
    ['an unknown field', '{ post(id: 1) { colour } }', undefined, 'GRAPHQL_VALIDATION_FAILED', 400],
    [
      'a literal that its scalar refuses',
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
      'a variable that its scalar refuses',
      'query ($n: Decimal) { echo(text: "", amount: $n) }',
      { n: '1,5' },
      'BAD_USER_INPUT',
      400,
    ],
    ['a variable that is missing', 'query ($id: ID!) { post(id: $id) { id } }', {}, 'BAD_USER_INPUT', 400],
  ])('refuse %s', async (_, query, variables, code, status) => {
    const { body, ...answer } = await askBoth(query, variables);
    expect(answer.status).toBe(status);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code } }]);
    expect(body.errors?.[0]?.['locations']).toBeDefined();
  });

  test('refuse an operation that the document does not hold', async () => {
    const { body, status } = await askBoth('query A { best { id } } query B { best { id } }', {}, 'C');
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining('"C"'), extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } },
    ]);
    const second = await askBoth('query A { best { id } } query B { best { title } }', {}, 'B');
    expect(second.body).toEqual({ data: { best: { title: 'Title of post_7' } } });
  });

  test('describe the schema', async () => {
    const { body } = await askBoth('{ __type(name: "Post") { fields { name } } }');
    expect(body.errors).toBeUndefined();
    const names = ['id', 'title', 'broken', 'refused', 'score', 'slowScore'];
    expect(JSON.stringify(body.data)).toBe(JSON.stringify({ __type: { fields: names.map((name) => ({ name })) } }));
  });
});
