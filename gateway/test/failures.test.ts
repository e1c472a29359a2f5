import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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
let good: ServedSubgraph;
const opened: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await testDatabase();
  good = await serve(posts, database);
});
afterEach(async () => {
  for (const { close } of opened.splice(0).toReversed()) await close();
});
afterAll(async () => {
  await good.close();
  await database.drop();
});

const opening = <Opened extends { close(): Promise<unknown> }>(thing: Opened): Opened => {
  opened.push(thing);
  return thing;
};

const withScoresAt = async (url: string, subgraphTimeoutMs = 5000): Promise<TestGateway> =>
  opening(await startRemote({ posts: good.url, scores: url }, { subgraphTimeoutMs }));

/** A process that is no subgraph: it answers whatever it is told to. */
const stranger = (status: number, text: string): Promise<string> => {
  const server: Server = createServer((_, response) => response.writeHead(status).end(text));
  opening({ close: async () => server.close() });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
};

const deadAddress = async (): Promise<string> => {
  const { url, close } = await serve(scores, database);
  await close();
  return url;
};

const unavailable = { code: 'SUBGRAPH_UNAVAILABLE', service: 'scores', requestId: 'test-1' };

describe('a dead subgraph', () => {
  test('leaves its fields null and one error that names it', async () => {
    const gateway = await withScoresAt(await deadAddress());
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

  test('is one error however many fetches it fails, at all their places', async () => {
    const gateway = await withScoresAt(await deadAddress());
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

  test('is told nothing about: no address, no words of the network, no stack', async () => {
    const url = await deadAddress();
    const gateway = await withScoresAt(url);
    const { text } = await gateway.ask('{ post(id: "a") { score } }');
    expect(text).not.toContain(new URL(url).port);
    expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|serviceName|stack|http:/);
  });

  test('turns /ready red and names itself, while /health stays green', async () => {
    const gateway = await withScoresAt(await deadAddress());
    const ready = await fetch(`${gateway.url}/ready`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: { status: 'not ready', services: ['scores'] },
    });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
  });

  test('is used again once it is back', async () => {
    const first = await serve(scores, database);
    const { port } = new URL(first.url);
    const gateway = await withScoresAt(first.url);
    expect((await gateway.ask('{ best { score } }')).body).toEqual({ data: { best: { score: 6 } } });
    await first.close();
    expect((await gateway.ask('{ best { score } }')).body.errors).toMatchObject([{ extensions: unavailable }]);
    opening(await serve(scores, database, undefined, Number(port)));
    expect((await gateway.ask('{ best { score } }')).body).toEqual({ data: { best: { score: 6 } } });
  });
});

describe('a slow subgraph', () => {
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

  test('is not waited for beyond the deadline, over HTTP', async () => {
    const gateway = await withScoresAt(opening(await serve(scores, database)).url, 200);
    const start = performance.now();
    expect((await gateway.ask(query)).body).toEqual(slow);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('is not waited for beyond the deadline, in one process', async () => {
    const gateway = opening(await startEmbedded(database, { subgraphTimeoutMs: 200 }));
    const start = performance.now();
    expect((await gateway.ask(query)).body).toEqual(slow);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('a subgraph that is none', () => {
  test.each([
    ['another status', 502, '<html>Bad gateway</html>', 'SUBGRAPH_UNAVAILABLE'],
    ['that it failed', 500, '{"message":"TypeError at line 3"}', 'INTERNAL_SERVER_ERROR'],
    ['no JSON', 200, '<html>Hello</html>', 'SUBGRAPH_UNAVAILABLE'],
    ['JSON that is no answer', 200, '[1, 2]', 'SUBGRAPH_UNAVAILABLE'],
    ['null', 200, 'null', 'SUBGRAPH_UNAVAILABLE'],
    ['that our plan does not fit it', 400, '{"errors":[{"message":"Cannot query field"}]}', 'INTERNAL_SERVER_ERROR'],
  ])('says %s', async (_, status, text, code) => {
    const gateway = await withScoresAt(await stranger(status, text));
    const answer = await gateway.ask('{ post(id: "a") { title score } }');
    expect(answer.body).toMatchObject({
      errors: [{ path: ['post', 'score'], extensions: { code, service: 'scores', requestId: 'test-1' } }],
      data: { post: { title: 'Title of a', score: null } },
    });
    expect(answer.text).not.toMatch(/html|Cannot query|TypeError/);
  });

  test('has another secret', async () => {
    const { url } = opening(await serve(scores, database, new TextEncoder().encode('x'.repeat(40))));
    const { body } = await (await withScoresAt(url)).ask('{ best { id } }');
    expect(body).toMatchObject({ errors: [{ path: ['best'], extensions: unavailable }], data: { best: null } });
  });
});

test('a supergraph that names a subgraph which nobody configured is refused at the start', async () => {
  await expect(startRemote({ posts: good.url })).rejects.toThrow('scores, which is not configured');
});
