import { createDocumentCache, executeOperation, type RunningSubgraph, type Subgraph } from '@wizness/kernel';
import { parse } from 'graphql';
import type { GatewayContext } from '../pipeline/context';
import { createDataSource, type DataSourceOptions, type SendFetch } from './data-source';

/**
 * Executes fetches in this process. All fetches of one client operation share one subgraph context, so that its loaders
 * batch across the whole plan. Fetches of a mutation do not: each step must see what the step before it changed.
 */
const executeInProcess = (
  subgraph: Subgraph,
  running: RunningSubgraph,
  { log, clock }: DataSourceOptions,
): SendFetch => {
  const contexts = new WeakMap<GatewayContext, object>();
  const create = ({ identity, signal }: GatewayContext): object => running.createContext({ identity, clock, signal });
  const sharedContext = (context: GatewayContext): object => {
    const existing = contexts.get(context);
    if (existing) return existing;
    const created = create(context);
    contexts.set(context, created);
    return created;
  };
  // Only for an executor that provides no parsed documents.
  const parseCached = createDocumentCache((query) => parse(query));
  return async ({ query, document, operationName, variables, context, isMutation }) => {
    const operation = {
      schema: subgraph.schema,
      // Not validated: the planner produced it for this schema.
      document: document ?? parseCached(query),
      operationName,
      variables,
      context: isMutation ? create(context) : sharedContext(context),
    };
    return executeOperation(operation, (error) => {
      const { requestId, signal } = context;
      if (!signal.aborted) log.error({ err: error, service: subgraph.name, requestId }, 'execution failed');
    });
  };
};

/** The data source of a subgraph that runs in this process. */
export const inProcessDataSource = (subgraph: Subgraph, running: RunningSubgraph, options: DataSourceOptions) =>
  createDataSource(subgraph.name, executeInProcess(subgraph, running, options), options);
