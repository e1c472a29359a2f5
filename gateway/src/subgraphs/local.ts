import { createDocumentCache, publicError, type RunningSubgraph, type Subgraph } from '@wizness/kernel';
import { execute, parse } from 'graphql';
import type { GatewayContext } from '../pipeline/context';
import { type AskSubgraph, createSource, type SourceOptions } from './data-source';

/**
 * Asks a subgraph of this process by a call. All fetches of one client operation share one subgraph context, so that its
 * loaders batch across the whole plan. Not so those of a mutation: each of its steps sees what the one before it did.
 */
const askInProcess = (subgraph: Subgraph, running: RunningSubgraph, { log, clock }: SourceOptions): AskSubgraph => {
  const contexts = new WeakMap<GatewayContext, object>();
  const create = ({ identity }: GatewayContext): object => running.createContext({ identity, clock });
  const sharedContextOf = (context: GatewayContext): object => {
    const known = contexts.get(context);
    if (known) return known;
    const created = create(context);
    contexts.set(context, created);
    return created;
  };
  // The plans are what normally keeps the documents, parsed.
  const parseOnce = createDocumentCache((query) => parse(query));
  return async ({ query, document, operationName, variables, context, isMutating }) => {
    const { data, errors } = await execute({
      schema: subgraph.schema,
      // The planner made it for this very schema: it needs no validation.
      document: document ?? parseOnce(query),
      operationName,
      variableValues: variables,
      contextValue: isMutating ? create(context) : sharedContextOf(context),
    });
    const report = (error: Error) =>
      log.error({ err: error, service: subgraph.name, requestId: context.requestId }, 'execution failed');
    return { data, ...(errors && { errors: errors.map((error) => publicError(error, report)) }) };
  };
};

/** A subgraph that runs in this process. */
export const inProcessSource = (subgraph: Subgraph, running: RunningSubgraph, options: SourceOptions) =>
  createSource(subgraph.name, askInProcess(subgraph, running, options), options);
