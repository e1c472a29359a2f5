import { FaultCode, type Logger } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from './context';
import { toClientErrors } from './client-errors';
import type { Graph } from '../supergraph/graph';

export type Executor = NonNullable<Awaited<ReturnType<Graph['load']>>['executor']>;

const unknownOperation = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name
      ? `There is no operation "${name}" in the document: operationName must name one of its operations.`
      : 'The document holds several operations: name one with operationName.',
  );

/**
 * Runs one client operation: the one place where that happens. Whatever the executor below says or throws, its errors
 * leave here as a client may see them, in an order that does not hang on which subgraph was faster.
 */
export const createRunner =
  (execute: Executor, log: Logger): Executor =>
  async (request) => {
    const { requestId } = request.context as GatewayContext;
    if (!request.operation) return { errors: [unknownOperation(request.request.operationName)] };
    try {
      const { data, errors } = await execute(request);
      if (!errors) return { data };
      return { data, errors: toClientErrors(errors, data, { requestId, log }) };
    } catch (error) {
      log.error({ err: error, requestId }, 'an operation could not be run');
      const extensions = { code: FaultCode.INTERNAL_SERVER_ERROR, requestId, http: { status: 500 } };
      return { errors: [new GraphQLError('Something went wrong on our side.', { extensions })] };
    }
  };
