import type { TestDatabase } from '@wizness/kernel/testing';
import { startEmbedded, startRemote, testDatabase } from './support/gateways';
import { supergraph } from './support/two-subgraphs';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Lines of the metrics whose name starts with `prefix`, by what is before their value. */
const read = async (url: string | null, prefix: string): Promise<Readonly<Record<string, number>>> => {
  const text = await (await fetch(url ?? '')).text();
  const lines = text.split('\n').filter((line) => line.startsWith(prefix));
  return Object.fromEntries(lines.map((line) => [line.replace(/ [^ ]*$/, ''), Number(line.split(' ').at(-1))]));
};

test('Metrics count operations by name, fetches by subgraph, and plans', async () => {
  const gateway = await startEmbedded(database, { metricsPort: 0 });
  await gateway.ask('query Scores { best { score } }');
  await gateway.ask('query Scores { best { score title } }');
  await gateway.ask('query Mine { best { score } }');
  await gateway.ask('query Mine2 { post(id: "a") { refused } }');
  expect(await read(gateway.metricsUrl, 'wizness_operation_seconds_count')).toEqual({
    'wizness_operation_seconds_count{operation="Scores",outcome="ok"}': 2,
    'wizness_operation_seconds_count{operation="other",outcome="ok"}': 1,
    'wizness_operation_seconds_count{operation="other",outcome="errors"}': 1,
  });
  const fetches = await read(gateway.metricsUrl, 'wizness_subgraph_fetch_seconds_count');
  expect(Object.keys(fetches)).toEqual(
    expect.arrayContaining([expect.stringContaining('service="scores",outcome="ok"')]),
  );
  const plans = await read(gateway.metricsUrl, 'wizness_plan_lookups_total');
  // The example operations were planned at the start.
  expect(plans['wizness_plan_lookups_total{result="hit"}']).toBe(2);
  expect(await read(gateway.metricsUrl, 'process_resident_memory_bytes')).not.toEqual({});
  await gateway.close();
});

test('Metrics of a gateway that contains the services show their database connections', async () => {
  const gateway = await startEmbedded(database, { metricsPort: 0 });
  expect(Object.keys(await read(gateway.metricsUrl, 'wizness_database_connections'))).toEqual([
    'wizness_database_connections{service="posts",state="used"}',
    'wizness_database_connections{service="posts",state="idle"}',
    'wizness_database_connections{service="scores",state="used"}',
    'wizness_database_connections{service="scores",state="idle"}',
  ]);
  await gateway.close();
});

test('Metrics count new supergraphs', async () => {
  const gateway = await startEmbedded(database, { metricsPort: 0 });
  await gateway.updateSupergraph(supergraph);
  await expect(gateway.updateSupergraph('type Query {')).rejects.toThrow('Syntax Error');
  expect(await read(gateway.metricsUrl, 'wizness_supergraph_loads_total')).toEqual({
    'wizness_supergraph_loads_total{outcome="used"}': 2,
    'wizness_supergraph_loads_total{outcome="refused"}': 1,
  });
  await gateway.close();
});

test('Metrics show the outcome of fetches and the state of circuit breakers', async () => {
  const urls = { posts: 'http://127.0.0.1:1', scores: 'http://127.0.0.1:1' };
  const breaker = { maxFailures: 2, pauseMs: 60_000 };
  const gateway = await startRemote(urls, { metricsPort: 0 }, { breaker });
  for (const _ of [1, 2, 3]) await gateway.ask('{ best { score } }');
  expect(await read(gateway.metricsUrl, 'wizness_circuit_breaker_state')).toEqual({
    'wizness_circuit_breaker_state{service="posts"}': 0,
    'wizness_circuit_breaker_state{service="scores"}': 2,
  });
  expect(await read(gateway.metricsUrl, 'wizness_subgraph_fetch_seconds_count')).toEqual({
    'wizness_subgraph_fetch_seconds_count{service="scores",outcome="SUBGRAPH_UNAVAILABLE"}': 3,
  });
  await gateway.close();
});

test('Without a port there are no metrics, and the public address never shows them', async () => {
  const gateway = await startEmbedded(database);
  expect(gateway.metricsUrl).toBeNull();
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  await gateway.close();
});
