import type { GraphQLDataSource } from '@apollo/gateway';
import { CallFailure, type Clock, FaultCode, type GraphqlResponse, type Logger } from '@wizness/kernel';
import { type DocumentNode, parse } from 'graphql';
import type { GatewayContext } from '../pipeline/context';
import { responseKeys } from './response-keys';

/** One fetch of a query plan. */
interface PlannedFetch {
  readonly query: string;
  /** `query`, parsed with the plan; undefined if the executor provides only the text. */
  readonly document?: DocumentNode;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
  readonly context: GatewayContext;
  /** Whether the client's operation is a mutation. Its later steps must not see what an earlier step loaded. */
  readonly isMutation: boolean;
  /** Aborted at the deadline of the fetch, and with the operation. */
  readonly signal: AbortSignal;
}

/** Sends a fetch to a subgraph, in process or over HTTP. Rejects with {@link CallFailure} if there is no response. */
export type SendFetch = (fetch: PlannedFetch) => Promise<GraphqlResponse>;

/** The reason of an abort at a deadline, of a fetch or of the operation. */
export const DEADLINE_PASSED = new CallFailure(FaultCode.TIMEOUT, 'the deadline has passed');

/** Rejects at the deadline, or when `operation` is aborted, even if the work itself cannot be cancelled. */
const withDeadline = async <Result>(
  timeoutMs: number,
  operation: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
) => {
  operation.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const stopWithOperation = (): void => controller.abort(operation.reason);
  operation.addEventListener('abort', stopWithOperation, { once: true });
  const timer = setTimeout(() => controller.abort(DEADLINE_PASSED), timeoutMs);
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(signal), stopped]);
  } finally {
    clearTimeout(timer);
    operation.removeEventListener('abort', stopWithOperation);
  }
};

const codeOf = (error: unknown): FaultCode =>
  error instanceof CallFailure ? error.code : FaultCode.INTERNAL_SERVER_ERROR;

export interface DataSourceOptions {
  /** Deadline of one fetch. */
  readonly timeoutMs: number;
  readonly log: Logger;
  /** The clock of embedded services. */
  readonly clock: Clock;
}

/**
 * A subgraph as the executor uses it. A fetch that fails becomes one error for each field that it would have filled, with
 * a code and the service name. The cause only goes to the log.
 */
export const createDataSource = (
  service: string,
  send: SendFetch,
  { timeoutMs, log }: DataSourceOptions,
): GraphQLDataSource<GatewayContext> => ({
  process: async (options) => {
    if (!('incomingRequestContext' in options)) throw new Error(`${service} was called outside an operation.`);
    const { document, context } = options;
    const isMutation = options.incomingRequestContext.operation?.operation === 'mutation';
    const { query = '', operationName, variables = {} } = options.request;
    try {
      return await withDeadline(timeoutMs, context.signal, (signal) =>
        send({ query, document, operationName, variables, context, isMutation, signal }),
      );
    } catch (error) {
      if (!context.clientGone.aborted)
        log.error({ err: error, service, requestId: context.requestId }, 'a fetch failed');
      const extensions = { code: codeOf(error), service };
      return {
        errors: responseKeys(document ?? parse(query)).map((key) => ({
          message: 'The fetch failed.',
          path: [key],
          extensions,
        })),
      };
    }
  },
});
