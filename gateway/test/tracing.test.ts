import { spawnSync } from 'node:child_process';
import { BACKGROUND_TIMEOUTS, createLogger, createSubgraphServer, startTracing, type Subgraph } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { request } from 'undici';
import { SECRET, startEmbedded, startRemote, type TestGateway, testDatabase } from './support/gateways';
import { type Collector, type ReceivedSpan, startCollector, treeOf } from './support/trace-collector';
import { posts, scores } from './support/two-subgraphs';

let database: TestDatabase;
let collector: Collector;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

const ask = async (gateway: TestGateway, query: string) => {
  const { body } = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-${PARENT}-01` },
    body: JSON.stringify({ query }),
  });
  return body.json();
};

const QUERY = 'query BestPost { best { score title } }';
const ANSWER = { data: { best: { score: 6, title: 'Title of post_7' } } };

const inTrace = (): readonly ReceivedSpan[] => collector.spans.filter(({ traceId }) => traceId === TRACE);

test('In one process, the trace of a client has a span for the operation, for each fetch and for each statement', async () => {
  const gateway = await startEmbedded(database, { otlpEndpoint: collector.endpoint });
  expect(await ask(gateway, QUERY)).toEqual(ANSWER);
  // The rest is sent when it stops.
  await gateway.close();
  expect(treeOf(inTrace(), PARENT)).toEqual([
    [
      'wizness-gateway: POST /graphql',
      [
        'wizness-gateway: query BestPost',
        ['wizness-gateway: fetch scores', ['wizness-gateway: SELECT scores']],
        ['wizness-gateway: fetch posts'],
      ],
    ],
  ]);
  const statement = inTrace().find(({ name }) => name === 'SELECT scores');
  expect(statement?.attributes['db.query.text']).toMatch(/^SELECT id, length\(id\) AS score .*\$1/);
  expect(JSON.stringify(collector.spans)).not.toContain('post_7');
  expect(new Set(collector.paths)).toEqual(new Set(['/v1/traces']));
});

test('In many processes, the services continue the trace of the gateway', async () => {
  const serve = async (subgraph: Subgraph) => {
    const tracing = startTracing(subgraph.name, collector.endpoint);
    const log = createLogger(subgraph.name, 'silent');
    const running = await subgraph.open({
      database: { url: database.url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS, tracing },
      settings: {},
      log,
    });
    const server = createSubgraphServer(subgraph, running, { secret: SECRET, log, tracing });
    const close = async () => {
      await server.close();
      await running.close();
      await tracing?.stop();
    };
    return { url: await server.listen({ port: 0, host: '127.0.0.1' }), close };
  };
  const services = { posts: await serve(posts), scores: await serve(scores) };
  const gateway = await startRemote(
    { posts: services.posts.url, scores: services.scores.url },
    { otlpEndpoint: collector.endpoint },
  );
  expect(await ask(gateway, QUERY)).toEqual(ANSWER);
  await gateway.close();
  await Promise.all(Object.values(services).map(({ close }) => close()));
  expect(treeOf(inTrace(), PARENT)).toEqual([
    [
      'wizness-gateway: POST /graphql',
      [
        'wizness-gateway: query BestPost',
        ['wizness-gateway: fetch scores', ['wizness-scores: POST /graphql', ['wizness-scores: SELECT scores']]],
        ['wizness-gateway: fetch posts', ['wizness-posts: POST /graphql']],
      ],
    ],
  ]);
});

test('A statement that fails has an error in its span, and the operation has its codes', async () => {
  const gateway = await startEmbedded(database, { otlpEndpoint: collector.endpoint });
  await ask(gateway, '{ best { broken } }');
  await gateway.close();
  const failed = inTrace().filter(({ status }) => status.code === 2);
  expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([['SELECT scores', '42P01']]);
  const operation = inTrace().find(({ name }) => name === 'query');
  expect(operation?.attributes['wizness.error.codes']).toBe('INTERNAL_SERVER_ERROR');
});

test('The product works while the collector does not respond', async () => {
  const gateway = await startEmbedded(database, { otlpEndpoint: 'http://127.0.0.1:1' });
  expect(await ask(gateway, QUERY)).toEqual(ANSWER);
  await gateway.close();
});

// prom-client loads `@opentelemetry/api`, which does nothing by itself.
test('Without a collector, nothing of OpenTelemetry but its interface is loaded', () => {
  const source = `
    const { startTracing } = require('@wizness/kernel');
    require('@wizness/gateway');
    const loaded = Object.keys(require.cache).filter((path) => /@opentelemetry.(sdk|core|resources|exporter|otlp)/.test(path));
    process.stdout.write(JSON.stringify({ tracing: startTracing('gateway', undefined) ?? null, loaded }));`;
  const child = spawnSync(process.execPath, ['--eval', source], { cwd: __dirname, encoding: 'utf8' } as const);
  expect(child.stdout).toBe('{"tracing":null,"loaded":[]}');
});

test('With SERVER_TIMING, a response states how long it took and how long each service', async () => {
  const gateway = await startEmbedded(database, { serverTiming: true });
  const { headers } = await gateway.ask(QUERY);
  expect(headers.get('server-timing')).toMatch(
    /^total;dur=[\d.]+, scores;dur=[\d.]+;desc="1 fetches", posts;dur=[\d.]+;desc="1 fetches"$/,
  );
  await gateway.close();
});
