import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Tracing } from '@wizness/kernel';
import type { GraphQLSchema } from 'graphql';
import { cacheAnswers } from '../pipeline/answer-cache';
import { createVersionReader } from '../pipeline/data-versions';
import { inTurns } from '../pipeline/operation-turns';
import { createOperationRunner, type RunOperation } from '../pipeline/run-operation';
import { shareQueries } from '../pipeline/share-queries';
import type { WrapSender } from '../subgraphs/subgraph-fetch';
import type { Subgraphs } from '../subgraphs/subgraphs';
import { createGeneration, type Generation, type GenerationOptions, warmUp } from './generation';

export interface GraphOptions extends GenerationOptions {
  /** The composed supergraph in SDL. */
  readonly supergraph: string;
  readonly subgraphs: Subgraphs;
  /** Returns operations that are planned before a supergraph is used. Those that are not valid are left out. */
  readonly likelyOperations: () => readonly string[];
  /** Deadline of one operation, in milliseconds. */
  readonly operationTimeoutMs: number;
  /** Largest cost of the queries of one caller that run at once. */
  readonly maxRunningCost: number;
  /** Largest response, in bytes. */
  readonly maxResponseBytes: number;
  /** Whether equal queries of equal callers that are in flight at the same time run once. Defaults to false. */
  readonly sharesQueries?: boolean;
  /** How long answers to anonymous callers are used while no data change. Defaults to 0: not at all. */
  readonly answerCacheMs?: number;
  readonly tracing?: Tracing;
  /** Adds something to the senders of all subgraphs. */
  readonly wrapSender?: WrapSender;
  /** Called with the plan of every operation that fetches something, as text. */
  readonly onPlan?: (plan: string, operationName: string | null) => void;
}

/** What may be chosen when a gateway is started. */
export type GraphChoices = Pick<
  GraphOptions,
  'onPlan' | 'sharesQueries' | 'answerCacheMs' | 'planner' | 'overrideLabels' | 'maxPlanBytes' | 'random'
>;

/** The graph. Apollo Server uses it as a gateway. */
export interface Graph extends GatewayInterface {
  /** Loads the supergraph. Rejects if it is not valid. */
  load(): Promise<{ readonly executor: RunOperation }>;
  /**
   * Replaces the supergraph (SDL), once the likely operations are planned on the new one. Operations in flight end on the one
   * that they were validated against. Rejects, and changes nothing, if it is not valid or contains a subgraph that is not
   * configured. Updates are made one after the other.
   */
  update(supergraph: string): Promise<void>;
  /** The supergraph (SDL) of an API schema that operations are validated against. */
  supergraphOf(schema: GraphQLSchema): string;
}

type Listener = Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0];

/** Holds the current supergraph, and runs each operation on the supergraph of its schema. */
export const createGraph = (options: GraphOptions): Graph => {
  const { supergraph, subgraphs, operationTimeoutMs, maxRunningCost, maxResponseBytes, log, onPlan, metrics } = options;
  const { tracing, wrapSender, sharesQueries = false, answerCacheMs = 0 } = options;
  const listeners = new Set<Listener>();
  // An old one is collected when no operation holds its schema any more.
  const generations = new WeakMap<GraphQLSchema, Generation>();

  const generationOf = (schema: GraphQLSchema): Generation => {
    const generation = generations.get(schema);
    if (!generation) throw new Error('An operation was validated against a schema of no supergraph.');
    return generation;
  };

  const replace = async (source: string): Promise<void> => {
    const generation = createGeneration(source, options);
    // Throws for one that is not configured.
    for (const name of generation.subgraphNames) subgraphs.sender(name);
    await warmUp(generation, options.likelyOperations(), log);
    const { apiSchema } = generation;
    generations.set(apiSchema, generation);
    for (const listener of listeners) listener({ apiSchema, coreSupergraphSdl: source });
  };

  let last: Promise<void> = Promise.resolve();
  const update = (source: string): Promise<void> => {
    const updating = last.then(() => replace(source));
    last = updating.then(
      () => metrics?.supergraphLoaded('used'),
      () => metrics?.supergraphLoaded('refused'),
    );
    return updating;
  };

  return {
    update,
    supergraphOf: (schema) => generationOf(schema).supergraph,
    onSchemaLoadOrUpdate: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: async () => {
      await update(supergraph);
      const engineOf = (schema: GraphQLSchema) => generationOf(schema).engine;
      const runner = {
        engineOf,
        subgraphs,
        timeoutMs: operationTimeoutMs,
        maxResponseBytes,
        log,
        onPlan,
        metrics,
        tracing,
        wrapSender,
      };
      const run = createOperationRunner(runner);
      const shared = sharesQueries ? shareQueries(run) : run;
      const readVersions = createVersionReader(subgraphs.versionOf);
      const onLookup = metrics?.answerFound;
      const cached =
        answerCacheMs > 0 ? cacheAnswers(shared, { maxAgeMs: answerCacheMs, readVersions, onLookup }) : shared;
      // Each caller waits for an own turn: whoever joins a query must not wait with the caller that sent it first.
      return { executor: inTurns(cached, maxRunningCost) };
    },
    stop: async () => undefined,
  };
};
