import type { TestDatabase } from '@wizness/kernel/testing';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { compose, posts, supergraph } from './support/two-subgraphs';

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

const withoutScores = compose([posts]);
const QUERY = '{ post(id: "a") { title score } }';
const ANSWER = { data: { post: { title: 'Title of a', score: 1 } } };

test('A new supergraph is used by the next operation', async () => {
  gateway.updateSupergraph(withoutScores);
  const { body } = await gateway.ask(QUERY);
  expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  gateway.updateSupergraph(supergraph);
  expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
});

test('An operation in flight ends on the supergraph that it was validated against', async () => {
  const slow = gateway.ask('{ slowly(milliseconds: 300) post(id: "a") { score } }');
  await new Promise((done) => setTimeout(done, 100));
  gateway.updateSupergraph(withoutScores);
  expect((await slow).body).toEqual({ data: { slowly: 300, post: { score: 1 } } });
  gateway.updateSupergraph(supergraph);
});

test('No request is lost while the supergraph is replaced again and again', async () => {
  const state = { isRunning: true, answers: 0 };
  const client = async (): Promise<void> => {
    while (state.isRunning) {
      expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
      state.answers += 1;
    }
  };
  const clients = Promise.all([1, 2, 3, 4].map(client));
  let update = 0;
  while (state.answers < 20 || update < 5) {
    update += 1;
    gateway.updateSupergraph(`${supergraph}\n# version ${update}\n`);
    await new Promise((done) => setTimeout(done, 20));
  }
  state.isRunning = false;
  await clients;
});

test.each([
  ['is not GraphQL', 'type Query {', /Syntax Error/],
  ['has no types', 'scalar A', /./],
  [
    'has a subgraph that is not configured',
    supergraph.replaceAll('"scores"', '"others"'),
    /others, which is not configured/,
  ],
])('A supergraph that %s is refused, and the old one stays', async (_, source, message) => {
  expect(() => gateway.updateSupergraph(source)).toThrow(message);
  expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
});
