import { executeRequest, type RunningSubgraph, type Subgraph, type SubgraphRequest } from '@wizness/kernel';
import type { OperationContext } from '../pipeline/context';
import { readAfterOf } from '../pipeline/read-positions';
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
  type Reader = SubgraphRequest['reader'];
  const create = ({ identity, cancellation: { signal } }: OperationContext, reader: Reader): object =>
    running.createContext({ identity, clock, signal, reader });
  const sharedContext = (context: OperationContext, reader: Reader): object => {
    const key = `${subgraph.name} from a ${reader ? 'standby' : 'primary'}`;
    const existing = context.serviceContexts.get(key);
    if (existing) return existing;
    const created = create(context, reader);
    context.serviceContexts.set(key, created);
    return created;
  };
  return async ({ fetch: { document }, variables, context, isMutation }) => {
    const operation = {
      schema: subgraph.schema,
      // Not validated: the planner produced it for this schema.
      document,
      variables,
    };
    const response = await executeRequest(running, operation, {
      readAfter: isMutation ? undefined : readAfterOf(context.read, subgraph.name),
      contextOf: (reader) => (isMutation ? create(context, reader) : sharedContext(context, reader)),
      report: (error) => {
        const { requestId, cancellation } = context;
        if (!cancellation.reason) log.error({ err: error, service: subgraph.name, requestId }, 'execution failed');
      },
    });
    const { position } = response.extensions ?? {};
    if (position !== undefined) context.read?.written.set(subgraph.name, position);
    return response;
  };
};
