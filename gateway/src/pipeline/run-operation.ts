import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { FaultCode, type Logger } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { toClientErrors } from './client-errors';
import type { GatewayContext } from './context';

const unknownOperation = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name
      ? `The document contains no operation "${name}". Set operationName to the name of one of its operations.`
      : 'The document contains several operations. Set operationName to the name of one of them.',
  );

/**
 * Wraps the executor that runs query plans. Whatever it returns or throws, the result contains only errors that a client
 * may see, in an order that does not depend on which subgraph responded first.
 */
export const createOperationRunner =
  (execute: GatewayExecutor, log: Logger): GatewayExecutor =>
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
