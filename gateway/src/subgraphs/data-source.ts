import type { GraphQLDataSource } from '@apollo/gateway';
import { type Clock, CodedError, FaultCode, type Logger } from '@wizness/kernel';
import { type DocumentNode, type ExecutionResult, type GraphQLFormattedError, parse } from 'graphql';
import type { GatewayContext } from '../pipeline/context';
import { responseKeys } from './response-keys';

/** One step of a query plan, as its subgraph is asked for it. */
export interface PlannedFetch {
  readonly query: string;
  /** `query`, parsed with the plan; absent where an executor brings only the text. */
  readonly document?: DocumentNode;
  readonly operationName?: string;
  readonly variables: Record<string, unknown>;
  readonly context: GatewayContext;
  /** Whether the client's operation is a mutation: its next step may not see what an earlier one had loaded. */
  readonly isMutating: boolean;
  /** Aborted at the deadline. */
  readonly signal: AbortSignal;
}

export interface SubgraphAnswer {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
}

/** How a subgraph is asked: by a call, or over HTTP. Rejects with {@link FetchFailure} where it gives no answer. */
export type AskSubgraph = (fetch: PlannedFetch) => Promise<SubgraphAnswer>;

/** A subgraph did not answer a fetch at all. */
export class FetchFailure extends CodedError<FaultCode> {
  constructor(
    readonly code: FaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const DEADLINE = new FetchFailure(FaultCode.TIMEOUT, 'the deadline passed');

/** Rejects with the deadline even where the work itself can not be called off. */
const withDeadline = async <Answer>(timeoutMs: number, work: (signal: AbortSignal) => Promise<Answer>) => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(DEADLINE);
      controller.abort(DEADLINE);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
};

const codeOf = (error: unknown): FaultCode =>
  error instanceof FetchFailure ? error.code : FaultCode.INTERNAL_SERVER_ERROR;

export interface SourceOptions {
  readonly timeoutMs: number;
  readonly log: Logger;
  /** The time that services of this process go by. */
  readonly clock: Clock;
}

/**
 * A subgraph as the gateway's executor knows it. A fetch that fails becomes errors at the fields it would have filled,
 * with a code and the service's name; why it failed goes to the log and no further.
 */
export const createSource = (
  service: string,
  ask: AskSubgraph,
  { timeoutMs, log }: SourceOptions,
): GraphQLDataSource<GatewayContext> => ({
  process: async (options) => {
    if (!('incomingRequestContext' in options)) throw new Error(`${service} was asked outside an operation.`);
    const { document, context } = options;
    const isMutating = options.incomingRequestContext.operation?.operation === 'mutation';
    const { query = '', operationName, variables = {} } = options.request;
    try {
      return await withDeadline(timeoutMs, (signal) =>
        ask({ query, document, operationName, variables, context, isMutating, signal }),
      );
    } catch (error) {
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
