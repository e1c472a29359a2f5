import { setImmediate } from 'node:timers/promises';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { type Logger, shortMessage } from '@wizness/kernel';
import { type DocumentNode, getOperationAST, type GraphQLSchema, OperationTypeNode, parse, validate } from 'graphql';
import { createPlanCheck } from '../engine/check/check-plan';
import { readSubgraphTypes } from '../engine/check/subgraph-types';
import { createEngine, type Engine } from '../engine/engine';
import { createApolloPlanner } from '../engine/planning/apollo-planner';
import { createFindHazard } from '../engine/planning/hive-hazards';
import { createLabelChoice, overrideLabelsIn } from '../engine/planning/override-labels';
import { createPlanners, type PlannerName } from '../engine/planning/planners';
import { readSubtypes } from '../engine/subtypes';
import type { Metrics } from '../metrics/metrics';
import { addScalarParsers } from './scalars';
import { subgraphNamesIn } from './subgraph-names';

export interface GenerationOptions {
  /** The planner that is asked first. Defaults to Hive's. */
  readonly planner?: PlannerName;
  /** Active labels of `@override`, besides percentages. Defaults to none. */
  readonly overrideLabels?: readonly string[];
  /** Size of the cache of plans. Defaults to 64 MiB. */
  readonly maxPlanBytes?: number;
  /** A number from 0 to 1 for each operation, which percentages of `@override` are compared with. */
  readonly random?: () => number;
  readonly log: Logger;
  readonly metrics?: Metrics;
}

/** One supergraph, ready to run operations. */
export interface Generation {
  /** The supergraph in SDL. */
  readonly supergraph: string;
  readonly apiSchema: GraphQLSchema;
  readonly subgraphNames: readonly string[];
  readonly engine: Engine;
}

const DEFAULT_PLAN_BYTES = 64 * 1024 * 1024;

/** The document in `source`; null if it is not valid. */
const validDocument = (apiSchema: GraphQLSchema, source: string): DocumentNode | null => {
  try {
    const document = parse(source);
    return validate(apiSchema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
};

/** Plans an operation. Returns whether it is valid. */
const planInAdvance = ({ engine, apiSchema }: Generation, source: string, log: Logger): boolean => {
  const document = validDocument(apiSchema, source);
  if (!document) return false;
  try {
    const operation = getOperationAST(document);
    // A subscription runs as a query of its own: see subscriptions/log-query.ts.
    if (operation && operation.operation !== OperationTypeNode.SUBSCRIPTION)
      engine.programOf({ document, operation, variables: {} });
  } catch (error) {
    log.debug({ reason: shortMessage(String(error)) }, 'an operation could not be planned in advance');
  }
  return true;
};

/**
 * Plans operations in advance, so that the first clients of a supergraph do not wait for it. Those that are not valid in it are
 * left out, and the log says how many they are. Between two of them other work is done.
 */
export const warmUp = async (generation: Generation, operations: readonly string[], log: Logger): Promise<void> => {
  let invalid = 0;
  for (const source of operations) {
    if (!planInAdvance(generation, source, log)) invalid += 1;
    await setImmediate();
  }
  if (invalid > 0)
    log.warn(
      { invalid, operations: operations.length },
      'stored or registered operations are not valid in the supergraph',
    );
};

/** Loads a supergraph (SDL). Throws if it is not valid. It is not composed again: that was done when it was printed. */
export const createGeneration = (supergraph: string, options: GenerationOptions): Generation => {
  const { planner: preferred = 'hive', overrideLabels = [], maxPlanBytes = DEFAULT_PLAN_BYTES, log } = options;
  const { random = Math.random, metrics } = options;
  const loaded = Supergraph.build(supergraph, {
    validateSupergraph: false,
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const document = parse(supergraph, { noLocation: true });
  const apiSchema = loaded.apiSchema().toGraphQLJSSchema();
  addScalarParsers(apiSchema);
  const labels = overrideLabelsIn(document);
  const apollo = createApolloPlanner(loaded, labels);
  const isSubtype = readSubtypes(document);
  const types = readSubgraphTypes(document);
  const check = createPlanCheck(types, apiSchema, isSubtype);
  const findHazard = createFindHazard(types);
  const engine = createEngine({
    apiSchema,
    planner: createPlanners({ supergraph, preferred, apollo, check, findHazard, log }),
    isSubtype,
    chooseLabels: createLabelChoice(labels, overrideLabels, random),
    cache: { maxBytes: maxPlanBytes, onLookup: metrics && ((isCached) => metrics.planFound(isCached)) },
  });
  return { supergraph, apiSchema, subgraphNames: subgraphNamesIn(document), engine };
};
