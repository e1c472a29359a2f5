import { setMaxListeners } from 'node:events';
import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import { CallFailure, FaultCode, type Logger } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import { toClientErrors } from './client-errors';
import type { GatewayContext } from './context';
import { DEADLINE_PASSED } from '../subgraphs/data-source';

const unknownOperation = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name
      ? `The document contains no operation "${name}". Set operationName to the name of one of its operations.`
      : 'The document contains several operations. Set operationName to the name of one of them.',
  );

/** Reason for aborting the remaining fetches of an operation that is complete, or whose client has disconnected. */
const NOT_NEEDED = new CallFailure(FaultCode.TIMEOUT, 'the operation has ended');

export interface OperationRunnerOptions {
  /** Deadline of one operation. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

/**
 * Wraps the executor that runs query plans. Whatever it returns or throws, the result contains only errors that a client
 * may see, in an order that does not depend on which subgraph responded first. At the deadline all fetches are aborted,
 * and their fields are null with the code TIMEOUT.
 */
export const createOperationRunner =
  (execute: GatewayExecutor, { timeoutMs, log }: OperationRunnerOptions): GatewayExecutor =>
  async (request) => {
    const { requestId, clientGone } = request.context as GatewayContext;
    if (!request.operation) return { errors: [unknownOperation(request.request.operationName)] };
    const abort = new AbortController();
    const { signal } = abort;
    // Each fetch in flight adds a listener, and Node warns above ten.
    setMaxListeners(0, signal);
    const deadline = setTimeout(() => abort.abort(DEADLINE_PASSED), timeoutMs);
    const stop = (): void => abort.abort(NOT_NEEDED);
    // A mutation continues without its client: a user who closes the page right after a click expects the effect.
    if (request.operation.operation !== 'mutation') clientGone.addEventListener('abort', stop, { once: true });
    try {
      const { data, errors } = await execute({ ...request, context: { ...request.context, signal } });
      if (!errors) return { data };
      return { data, errors: toClientErrors(errors, data, { requestId, log }) };
    } catch (error) {
      log.error({ err: error, requestId }, 'an operation could not be run');
      const extensions = { code: FaultCode.INTERNAL_SERVER_ERROR, requestId, http: { status: 500 } };
      return { errors: [new GraphQLError('Something went wrong on our side.', { extensions })] };
    } finally {
      clearTimeout(deadline);
      clientGone.removeEventListener('abort', stop);
      stop();
    }
  };
