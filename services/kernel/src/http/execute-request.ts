import { getOperationAST, type GraphQLError } from 'graphql';
import type { LogPosition } from '../data/log-position';
import type { StandbyReader } from '../data/standby';
import type { RunningSubgraph } from '../subgraph';
import { executeOperation, type GraphqlResponse, type Operation } from './graphql-procedure';

export interface RequestOptions {
  /** What a query must see, null if it may read an older state. Undefined: it is answered by the primary. */
  readonly readAfter: LogPosition | null | undefined;
  /** The context of the operation, which reads from the primary if there is no `reader`. */
  readonly contextOf: (reader: StandbyReader | undefined) => object;
  /** Gets the errors that are not meant for the caller. */
  readonly report: (error: GraphQLError) => void;
}

/** The response of a standby; null if it cannot give one. */
const readStandby = async (
  reader: StandbyReader,
  { schema, document, variables, operationName }: Omit<Operation, 'context'>,
  { contextOf }: RequestOptions,
): Promise<GraphqlResponse | null> => {
  const response = await reader.run(() =>
    executeOperation({ schema, document, variables, operationName, context: contextOf(reader) }, () => undefined),
  );
  // A standby refuses what is newer than itself, and what writes. It may stop, or cancel a statement that is in its way.
  return response?.errors ? null : response;
};

/**
 * Executes an operation of a request. A query that may read from a standby is answered by the primary where the standby is not
 * far enough, does not respond, or answers with an error. The response to a mutation has the position of what it has written.
 */
export const executeRequest = async (
  running: Pick<RunningSubgraph, 'readerAfter' | 'writtenPosition'>,
  operation: Omit<Operation, 'context'>,
  options: RequestOptions,
): Promise<GraphqlResponse> => {
  const { readAfter, contextOf, report } = options;
  const { schema, document, variables, operationName } = operation;
  const isMutation = getOperationAST(document, operationName)?.operation === 'mutation';
  if (readAfter !== undefined && !isMutation) {
    const reader = await running.readerAfter(readAfter);
    const response = reader && (await readStandby(reader, operation, options));
    if (response) return response;
  }
  const context = contextOf(undefined);
  const response = await executeOperation({ schema, document, variables, operationName, context }, report);
  const position = isMutation ? await running.writtenPosition() : null;
  return position === null ? response : { ...response, extensions: { position } };
};
