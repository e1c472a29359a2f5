import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STOPPING } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import {
  serve,
  type ServedSubgraph,
  startEmbedded,
  startRemote,
  type TestGateway,
  testDatabase,
} from './support/gateways';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let servedPosts: ServedSubgraph;
const openResources: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  servedPosts = await serve(posts, database);
});
afterEach(async () => {
  for (const { close } of openResources.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await servedPosts.close();
  await database.drop();
});

const closedAfterTest = <Opened extends { close(): Promise<unknown> }>(resource: Opened): Opened => {
  openResources.push(resource);
  return resource;
};

const withScoresAt = async (url: string, subgraphTimeoutMs = 5000): Promise<TestGateway> =>
  closedAfterTest(await startRemote({ posts: servedPosts.url, scores: url }, { subgraphTimeoutMs }));

/** A server that is not a subgraph. It sends the given status and body. Returns its URL. */
const otherServer = (status: number, text: string): Promise<string> => {
  const server: Server = createServer((_, response) => response.writeHead(status).end(text));
  closedAfterTest({ close: async () => server.close() });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
};

const stoppedAddress = async (): Promise<string> => {
  const { url, close } = await serve(scores, database);
  await close();
  return url;
};

const unavailable = { code: 'SUBGRAPH_UNAVAILABLE', service: 'scores', requestId: 'test-1' };

describe('A subgraph that is down', () => {
  test('causes null fields and one error with its name', async () => {
    const gateway = await withScoresAt(await stoppedAddress());
    const { status, body } = await gateway.ask('{ post(id: "a") { title score } }');
    expect(status).toBe(200);
    expect(body).toEqual({
      errors: [
        {
          message: 'The service "scores" is unavailable; its fields are null.',
          path: ['post', 'score'],
          extensions: unavailable,
        },
      ],
      data: { post: { title: 'Title of a', score: null } },
    });
  });

  test('causes one error with all paths, however many fetches fail', async () => {
    const gateway = await withScoresAt(await stoppedAddress());
    const query = '{ post(id: "a") { score s: slowScore } posts(first: 2) { id score } best { title } }';
    const { body } = await gateway.ask(query);
    expect(body.data).toEqual({
      post: { score: null, s: null },
      posts: [
        { id: 'post_0', score: null },
        { id: 'post_1', score: null },
      ],
      best: null,
    });
    const paths = [['best'], ['post', 's'], ['post', 'score'], ['posts', 0, 'score']];
    expect(body.errors).toMatchObject([{ path: ['best'], extensions: { ...unavailable, paths } }]);
  });

  test('causes an error without its address, the network error or a stack trace', async () => {
    const url = await stoppedAddress();
    const gateway = await withScoresAt(url);
    const { text } = await gateway.ask('{ post(id: "a") { score } }');
    expect(text).not.toContain(new URL(url).port);
    expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|serviceName|stack|http:/);
  });

  test('is named by /ready with status 503, while /health stays at 200', async () => {
    const gateway = await withScoresAt(await stoppedAddress());
    const ready = await fetch(`${gateway.url}/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: {
        status: 'not ready',
        services: ['scores'],
        reasons: { scores: 'the service does not respond' },
      },
    });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  });

  test('is no problem for /ready while it drains', async () => {
    const gateway = await withScoresAt(await otherServer(503, JSON.stringify(STOPPING)));
    expect((await fetch(`${gateway.url}/ready`)).status).toBe(200);
  });

  test('is used again after a restart', async () => {
    const first = await serve(scores, database);
    const { port } = new URL(first.url);
    const gateway = await withScoresAt(first.url);
    expect((await gateway.ask('{ best { score } }')).body).toEqual({ data: { best: { score: 6 } } });
    await first.close();
    expect((await gateway.ask('{ best { score } }')).body.errors).toMatchObject([{ extensions: unavailable }]);
    closedAfterTest(await serve(scores, database, undefined, Number(port)));
    expect((await gateway.ask('{ best { score } }')).body).toEqual({ data: { best: { score: 6 } } });
  });
});

describe('A slow subgraph', () => {
  const slow = {
    errors: [
      {
        message: 'The service "scores" did not respond in time; its fields are null.',
        path: ['post', 'slowScore'],
        extensions: { code: 'TIMEOUT', service: 'scores', requestId: 'test-1' },
      },
    ],
    data: { post: { title: 'Title of a', slowScore: null } },
  };
  const query = '{ post(id: "a") { title slowScore } }';

  test('causes a TIMEOUT at the deadline over HTTP', async () => {
    const gateway = await withScoresAt(closedAfterTest(await serve(scores, database)).url, 200);
    const start = performance.now();
    expect((await gateway.ask(query)).body).toEqual(slow);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('causes a TIMEOUT at the deadline in process', async () => {
    const gateway = closedAfterTest(await startEmbedded(database, { subgraphTimeoutMs: 200 }));
    const start = performance.now();
    expect((await gateway.ask(query)).body).toEqual(slow);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('A server that is not a subgraph', () => {
  test.each([
    ['status 502', 502, '<html>Bad gateway</html>', 'SUBGRAPH_UNAVAILABLE'],
    ['status 500', 500, '{"message":"TypeError at line 3"}', 'INTERNAL_SERVER_ERROR'],
    ['a body that is not JSON', 200, '<html>Hello</html>', 'SUBGRAPH_UNAVAILABLE'],
    ['JSON that is not a GraphQL response', 200, '[1, 2]', 'SUBGRAPH_UNAVAILABLE'],
    ['null', 200, 'null', 'SUBGRAPH_UNAVAILABLE'],
    [
      'more than 64 MiB',
      200,
      `{"data":{"_entities":[{"score":1}]}}${' '.repeat(64 * 1024 * 1024)}`,
      'SUBGRAPH_UNAVAILABLE',
    ],
    ['status 400', 400, '{"errors":[{"message":"Cannot query field"}]}', 'INTERNAL_SERVER_ERROR'],
  ])('causes a fault at its fields by responding with %s', async (_, status, text, code) => {
    const gateway = await withScoresAt(await otherServer(status, text));
    const response = await gateway.ask('{ post(id: "a") { title score } }');
    expect(response.body).toMatchObject({
      errors: [{ path: ['post', 'score'], extensions: { code, service: 'scores', requestId: 'test-1' } }],
      data: { post: { title: 'Title of a', score: null } },
    });
    expect(response.text).not.toMatch(/html|Cannot query|TypeError/);
  });

  test('is unavailable if it has another secret', async () => {
    const { url } = closedAfterTest(await serve(scores, database, new TextEncoder().encode('x'.repeat(40))));
    const { body } = await (await withScoresAt(url)).ask('{ best { id } }');
    expect(body).toMatchObject({ errors: [{ path: ['best'], extensions: unavailable }], data: { best: null } });
  });
});

test('The gateway does not start if a subgraph of the supergraph is not configured', async () => {
  await expect(startRemote({ posts: servedPosts.url })).rejects.toThrow('scores, which is not configured');
});
