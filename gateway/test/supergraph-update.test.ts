import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import { serve, startEmbedded, startRemote, type TestGateway, testDatabase } from './support/gateways';
import { compose, posts, scores, supergraph } from './support/two-subgraphs';

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
  await gateway.updateSupergraph(withoutScores);
  const { body } = await gateway.ask(QUERY);
  expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  await gateway.updateSupergraph(supergraph);
  expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
});

test('An operation in flight ends on the supergraph that it was validated against', async () => {
  const slow = gateway.ask('{ slowly(milliseconds: 300) post(id: "a") { score } }');
  await new Promise((done) => setTimeout(done, 100));
  await gateway.updateSupergraph(withoutScores);
  expect((await slow).body).toEqual({ data: { slowly: 300, post: { score: 1 } } });
  await gateway.updateSupergraph(supergraph);
});

test('Updates that are made at once are made one after the other', async () => {
  await Promise.all([
    gateway.updateSupergraph(withoutScores),
    expect(gateway.updateSupergraph('type Query {')).rejects.toThrow(/Syntax Error/),
    gateway.updateSupergraph(supergraph),
  ]);
  expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
});

test('The stored operations are planned before a new supergraph is used', async () => {
  const measured = await startEmbedded(database, { examples: [QUERY], metricsPort: 0 });
  await measured.updateSupergraph(`${supergraph}\n# another version\n`);
  const lookups = async (): Promise<string[]> => {
    const text = await (await fetch(measured.metricsUrl ?? '')).text();
    return text.split('\n').filter((line) => line.startsWith('wizness_plan_lookups_total'));
  };
  expect(await lookups()).toEqual(['wizness_plan_lookups_total{result="miss"} 2']);
  expect((await measured.ask(QUERY)).body).toEqual(ANSWER);
  expect((await lookups()).toSorted()).toEqual([
    'wizness_plan_lookups_total{result="hit"} 1',
    'wizness_plan_lookups_total{result="miss"} 2',
  ]);
  await measured.close();
});

const UPDATES = 8;

/** Asks with four clients at once while the supergraph is replaced. Returns the number of answers. */
const askWhileReplacing = async (asked: TestGateway): Promise<number> => {
  const state = { isRunning: true, answers: 0 };
  const client = async (): Promise<void> => {
    while (state.isRunning) {
      const { status, body } = await asked.ask(QUERY);
      expect({ status, body }).toEqual({ status: 200, body: ANSWER });
      state.answers += 1;
    }
  };
  const clients = Promise.all([1, 2, 3, 4].map(client));
  for (let update = 0; update < UPDATES; update += 1) {
    const before = state.answers;
    await asked.updateSupergraph(`${supergraph}\n# version ${update}\n`);
    await waitUntil(() => state.answers > before);
  }
  state.isRunning = false;
  await clients;
  return state.answers;
};

test(`No request is lost while the supergraph is replaced ${UPDATES} times, in one process`, async () => {
  expect(await askWhileReplacing(gateway)).toBeGreaterThanOrEqual(UPDATES);
});

test(`No request is lost while the supergraph is replaced ${UPDATES} times, in many processes`, async () => {
  const served = { posts: await serve(posts, database), scores: await serve(scores, database) };
  const remote = await startRemote({ posts: served.posts.url, scores: served.scores.url });
  expect(await askWhileReplacing(remote)).toBeGreaterThanOrEqual(UPDATES);
  await remote.close();
  await Promise.all(Object.values(served).map((service) => service.close()));
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
  await expect(gateway.updateSupergraph(source)).rejects.toThrow(message);
  expect((await gateway.ask(QUERY)).body).toEqual(ANSWER);
});

describe('With SUPERGRAPH_FILE', () => {
  let folder: string;
  let file: string;
  let watching: TestGateway;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
    file = join(folder, 'supergraph.graphql');
    writeFileSync(file, withoutScores);
    const options = { supergraph: undefined, supergraphFile: file, supergraphCheckMs: 20 };
    watching = await startEmbedded(database, options);
  });
  afterEach(async () => {
    await watching.close();
    rmSync(folder, { recursive: true });
  });

  const answers = async (): Promise<boolean> => (await watching.ask(QUERY)).body.errors === undefined;

  test('the file is used at start, and again when it is replaced', async () => {
    expect(await answers()).toBe(false);
    writeFileSync(`${file}.new`, supergraph);
    renameSync(`${file}.new`, file);
    await waitUntil(answers);
    writeFileSync(file, withoutScores);
    await waitUntil(async () => !(await answers()));
  });

  test('a file that is not valid or is missing is refused, and read again when it changes', async () => {
    writeFileSync(file, supergraph.slice(0, supergraph.length / 2));
    await watching.reloadSupergraph();
    rmSync(file);
    await watching.reloadSupergraph();
    expect((await watching.ask('{ post(id: "a") { title } }')).body).toEqual({
      data: { post: { title: 'Title of a' } },
    });
    writeFileSync(file, supergraph);
    await waitUntil(answers);
  });
});
