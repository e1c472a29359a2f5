import { addFigureGauges, type ReadableMetrics, type ReadFigures } from '@wizness/kernel';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the parts of the gateway report. */
export interface Metrics {
  /** An operation has ended. `outcome` is `ok`, or `errors` if the response contains some. */
  operationEnded(name: string | null, outcome: 'ok' | 'errors', seconds: number): void;
  /** A fetch has ended. `outcome` is `ok`, or the code of the fault. */
  fetchEnded(service: string, outcome: string, seconds: number): void;
  /** A plan was looked up. */
  planFound(isCached: boolean): void;
  /** An answer to an anonymous caller was looked up in the cache. */
  answerFound(isCached: boolean): void;
  /** A supergraph was loaded, or refused. */
  supergraphLoaded(outcome: 'used' | 'refused'): void;
  /** `open` while a subgraph is not asked, `halfopen` while one fetch is let through, else `closed`. */
  breakerChanged(service: string, state: string): void;
}

export interface MetricsRegistry extends Metrics, ReadableMetrics {
  /** Adds the figures of the services that run in this process, by name. Called once. */
  addServices(services: Readonly<Record<string, ReadFigures>>): void;
}

const BREAKER_STATES: Readonly<Record<string, number>> = { closed: 0, halfopen: 1, open: 2 };

/** In seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Metrics of one gateway.
 * @param operationNames operations that are counted by name. All others are one, because names come from clients.
 */
export const createMetrics = (operationNames: readonly string[]): MetricsRegistry => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  let refresh = async (): Promise<void> => undefined;
  const known: ReadonlySet<string> = new Set(operationNames);
  const operations = new Histogram({
    name: 'wizness_operation_seconds',
    help: 'Duration of GraphQL operations. Operations that are not among the example operations have the name "other".',
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const fetches = new Histogram({
    name: 'wizness_subgraph_fetch_seconds',
    help: 'Duration of fetches from subgraphs, retries included. The outcome is ok or the code of the fault.',
    labelNames: ['service', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const plans = new Counter({
    name: 'wizness_plan_lookups_total',
    help: 'Lookups in the cache of query plans.',
    labelNames: ['result'],
    registers,
  });
  const answers = new Counter({
    name: 'wizness_answer_lookups_total',
    help: 'Lookups in the cache of answers to anonymous callers. A hit is no operation, and in none of its metrics.',
    labelNames: ['result'],
    registers,
  });
  const supergraphs = new Counter({
    name: 'wizness_supergraph_loads_total',
    help: 'Supergraphs that were loaded and used, the first one included, and that were refused.',
    labelNames: ['outcome'],
    registers,
  });
  const breakers = new Gauge({
    name: 'wizness_circuit_breaker_state',
    help: 'Circuit breaker of a subgraph: 0 closed, 1 half open, 2 open.',
    labelNames: ['service'],
    registers,
  });
  return {
    contentType: registry.contentType,
    addServices: (services) => {
      refresh = addFigureGauges(registry, services);
    },
    text: async () => {
      await refresh();
      return registry.metrics();
    },
    operationEnded: (name, outcome, seconds) =>
      operations.observe({ operation: name !== null && known.has(name) ? name : 'other', outcome }, seconds),
    fetchEnded: (service, outcome, seconds) => fetches.observe({ service, outcome }, seconds),
    planFound: (isCached) => plans.inc({ result: isCached ? 'hit' : 'miss' }),
    answerFound: (isCached) => answers.inc({ result: isCached ? 'hit' : 'miss' }),
    supergraphLoaded: (outcome) => supergraphs.inc({ outcome }),
    breakerChanged: (service, state) => breakers.set({ service }, BREAKER_STATES[state] ?? 0),
  };
};
