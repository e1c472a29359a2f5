import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestDatabase } from '@wizness/kernel/testing';
import { serve, type ServedSubgraph, startRemote, type TestGateway, testDatabase } from './support/gateways';
import { posts } from './support/two-subgraphs';

type Handler = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** A subgraph that does what a test tells it to. */
interface BadSubgraph {
  readonly url: string;
  /** Handlers of the next requests; the last one handles all further ones. */
  behave(...handlers: readonly Handler[]): void;
  /** Number of requests since the last call of `behave`. */
  requests(): number;
  close(): Promise<void>;
}

const startBad = (): Promise<BadSubgraph> => {
  let handlers: readonly Handler[] = [];
  let count = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const handler = handlers[Math.min(count, handlers.length - 1)];
      count += 1;
      handler?.(response, request, body);
    });
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () =>
      done({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        behave: (...next) => {
          handlers = next;
          count = 0;
        },
        requests: () => count,
        close: async () => {
          server.closeAllConnections();
          await new Promise((closed) => server.close(closed));
        },
      }),
    );
  });
};

const json =
  (status: number, value: unknown, headers: Record<string, string> = {}): Handler =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

const text =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (response) =>
    void response.writeHead(status, headers).end(body);

const score = (value: unknown) => ({ data: { _entities: [{ __typename: 'Post', score: value }] } });
const good = json(200, score(7));

/** Destroys the connection. */
const reset: Handler = (response) => void response.socket?.destroy();

let database: TestDatabase;
let servedPosts: ServedSubgraph;
let bad: BadSubgraph;
let gateway: TestGateway;

beforeAll(async () => {
  database = await testDatabase();
  servedPosts = await serve(posts, database);
});
beforeEach(async () => {
  bad = await startBad();
  gateway = await startRemote({ posts: servedPosts.url, scores: bad.url }, { subgraphTimeoutMs: 400 });
});
afterEach(async () => {
  await gateway.close();
  await bad.close();
});
afterAll(async () => {
  await servedPosts.close();
  await database.drop();
});

const QUERY = '{ post(id: "a") { title score } }';
const TITLE = { title: 'Title of a' };
const healthy = { data: { post: { ...TITLE, score: 7 } } };

const TEN_MEGABYTES = 'x'.repeat(10_000_000);

const half: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"data":{"_entities":[{"sco');
  setTimeout(() => response.destroy(), 20);
};

const drip: Handler = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

describe('A subgraph that', () => {
  test.each<[string, string, Handler]>([
    ['never responds', 'TIMEOUT', () => {}],
    ['sends one byte at a time without an end', 'TIMEOUT', drip],
    ['sends half of a body', 'SUBGRAPH_UNAVAILABLE', half],
    ['sends invalid JSON', 'SUBGRAPH_UNAVAILABLE', text(200, '{"data":{"_entities":[}')],
    ['sends an empty body', 'SUBGRAPH_UNAVAILABLE', text(200, '')],
    ['sends data that is a text', 'SUBGRAPH_UNAVAILABLE', json(200, { data: 'text' })],
    ['sends errors that are a text', 'SUBGRAPH_UNAVAILABLE', json(200, { data: null, errors: 'text' })],
    ['sends errors that are null', 'SUBGRAPH_UNAVAILABLE', json(200, { errors: [null] })],
    ['sends 10 MB', 'SUBGRAPH_UNAVAILABLE', json(200, score(TEN_MEGABYTES))],
    ['responds with 500', 'INTERNAL_SERVER_ERROR', text(500, 'TypeError: secret at /srv/app.js:1')],
    ['redirects', 'SUBGRAPH_UNAVAILABLE', text(302, '', { location: 'http://127.0.0.1:1/elsewhere' })],
    ['closes the connection', 'SUBGRAPH_UNAVAILABLE', reset],
    ['sends a value of a wrong type', 'INTERNAL_SERVER_ERROR', json(200, score({ a: 1 }))],
    ['sends a text for a number', 'INTERNAL_SERVER_ERROR', json(200, score('many'))],
  ])('%s costs its own fields, with one error', async (_, code, handler) => {
    bad.behave(handler);
    const { status, body, text: sent } = await gateway.ask(QUERY);
    expect(status).toBe(200);
    expect(body.data).toEqual({ post: { ...TITLE, score: null } });
    expect(body.errors).toMatchObject([{ path: ['post', 'score'], extensions: { code, requestId: 'test-1' } }]);
    expect(body.errors).toHaveLength(1);
    expect(sent).not.toMatch(/secret|srv|elsewhere|127\.0\.0\.1|xxxx|many/);
    bad.behave(good);
    expect((await gateway.ask(QUERY)).body).toEqual(healthy);
  });

  test.each<[string, unknown]>([
    ['fewer entities than asked', { data: { _entities: [] } }],
    ['entities that are no list', { data: { _entities: { score: 1 } } }],
    ['an entity that is a number', { data: { _entities: [5] } }],
    [
      'more than it was asked',
      { data: { _entities: [{ score: null, title: 'x', __proto__: { polluted: 1 } }], more: 1 } },
    ],
  ])('sends %s costs its own fields', async (_, body) => {
    bad.behave(json(200, body));
    expect((await gateway.ask(QUERY)).body.data).toEqual({ post: { ...TITLE, score: null } });
    expect({}).not.toHaveProperty('polluted');
    bad.behave(good);
    expect((await gateway.ask(QUERY)).body).toEqual(healthy);
  });

  test('sends a property named __proto__ does not change other objects', async () => {
    bad.behave(text(200, '{"data":{"_entities":[{"__proto__":{"polluted":1},"score":7}]}}'));
    expect((await gateway.ask(QUERY)).body).toEqual(healthy);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('A GraphQL response', () => {
  test.each([400, 422, 500, 503])('is used with status %i', async (status) => {
    const error = { message: 'A score is from 1 to 5.', path: ['_entities', 0, 'score'], extensions: { code: 'NO' } };
    const internals = { stacktrace: ['at /srv/app.js:1'], exception: { sql: 'SELECT' }, serviceName: 'scores' };
    const sent = { ...error, extensions: { ...error.extensions, ...internals } };
    bad.behave(json(status, { ...score(null), errors: [sent] }));
    expect((await gateway.ask(QUERY)).body).toEqual({
      data: { post: { ...TITLE, score: null } },
      errors: [{ message: error.message, path: ['post', 'score'], extensions: { code: 'NO' } }],
    });
  });
});

describe('A query', () => {
  test.each<[string, Handler]>([
    ['its connection was reset', reset],
    ['a proxy responded with 502', text(502, 'Bad gateway')],
    ['a proxy responded with 503', text(503, '')],
    ['a proxy responded with 504', text(504, '')],
  ])('is sent once more if %s', async (_, handler) => {
    bad.behave(handler, good);
    expect((await gateway.ask(QUERY)).body).toEqual(healthy);
    expect(bad.requests()).toBe(2);
  });

  test('is sent twice at most', async () => {
    bad.behave(reset, reset, good);
    expect((await gateway.ask(QUERY)).body.errors).toHaveLength(1);
    expect(bad.requests()).toBe(2);
  });

  test.each<[string, Handler]>([
    ['status 500', text(500, '')],
    ['invalid JSON', text(200, '{')],
    ['nothing before its deadline', () => {}],
  ])('is not sent again after %s', async (_, handler) => {
    bad.behave(handler);
    await gateway.ask(QUERY);
    expect(bad.requests()).toBe(1);
  });
});

test('A mutation is never sent twice', async () => {
  bad.behave(reset, json(200, { data: { rate: { __typename: 'Post', id: 'a', score: 1 } } }));
  const { body } = await gateway.ask('mutation { rate(id: "a") { score } }');
  expect(body.errors).toMatchObject([{ path: ['rate'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
  expect(bad.requests()).toBe(1);
});

describe('A subgraph that fails again and again', () => {
  test('is no longer asked, and is used again when it is back', async () => {
    const breaker = { maxFailures: 3, pauseMs: 300 };
    const patient = await startRemote({ posts: servedPosts.url, scores: bad.url }, {}, { breaker });
    bad.behave(text(404, ''));
    for (let count = 0; count < 6; count += 1) {
      const { body } = await patient.ask(QUERY);
      expect(body).toMatchObject({
        data: { post: { ...TITLE, score: null } },
        errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', service: 'scores' } }],
      });
    }
    expect(bad.requests()).toBe(3);
    bad.behave(good);
    expect((await patient.ask('{ post(id: "a") { title } }')).body).toEqual({ data: { post: TITLE } });
    await new Promise((done) => setTimeout(done, breaker.pauseMs + 50));
    expect((await patient.ask(QUERY)).body).toEqual(healthy);
    expect((await patient.ask(QUERY)).body).toEqual(healthy);
    await patient.close();
  });
});
