import { executeOperation, type RunningSubgraph, type Subgraph } from '@wizness/kernel';
import type { OperationContext } from '../pipeline/context';
import type { SendFetch, SubgraphOptions } from './subgraph-fetch';

/**
 * Executes fetches in this process. All fetches of one client operation share one subgraph context, so that its loaders
 * batch across the whole plan. Fetches of a mutation do not: each step must see what the step before it changed.
 */
export const executeInProcess = (
  subgraph: Subgraph,
  running: RunningSubgraph,
  { log, clock }: SubgraphOptions,
): SendFetch => {
  const contexts = new WeakMap<OperationContext, object>();
  const create = ({ identity, signal }: OperationContext): object => running.createContext({ identity, clock, signal });
  const sharedContext = (context: OperationContext): object => {
    const existing = contexts.get(context);
    if (existing) return existing;
    const created = create(context);
    contexts.set(context, created);
    return created;
  };
  return async ({ fetch: { document }, variables, context, isMutation }) => {
    const operation = {
      schema: subgraph.schema,
      // Not validated: the planner produced it for this schema.
      document,
      variables,
      context: isMutation ? create(context) : sharedContext(context),
    };
    return executeOperation(operation, (error) => {
      const { requestId, signal } = context;
      if (!signal.aborted) log.error({ err: error, service: subgraph.name, requestId }, 'execution failed');
    });
  };
};
