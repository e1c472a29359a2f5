import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import { fault, FaultCode } from '../errors/fault';
import { publicError } from '../errors/public-error';
import { execute } from '../execution/execute';
import { isLargerThan } from './json-size';
import { internalProcedure } from './procedure';

export interface GraphqlResponse {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
  /** Of a mutation: the position that a standby must have replayed to show what it has written. */
  readonly extensions?: { readonly position?: string };
}

const isGraphqlResponse = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && ('data' in body || 'errors' in body);

/** `POST /graphql`: one fetch of a query plan. */
export const graphqlProcedure = internalProcedure(
  'graphql',
  z.object({
    query: z.string(),
    variables: z.record(z.string(), z.unknown()).nullish(),
    operationName: z.string().nullish(),
    /** Null in `readAfter`: any standby. Without it, only the primary is asked. */
    extensions: z.looseObject({ readAfter: z.string().nullish() }).nullish(),
  }),
  z.custom<GraphqlResponse>(isGraphqlResponse, 'The body is not a GraphQL response.'),
  { maxBodyBytes: 16 * 1024 * 1024 },
);

export interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
  readonly context: object;
}

/** In bytes. The gateway allows less for the response of all services together. */
const MAX_RESULT_BYTES = 16 * 1024 * 1024;

const tooLarge = (): GraphqlResponse => {
  const message = `The result of one service has more than ${MAX_RESULT_BYTES} bytes. Ask for smaller pages with \`first\`, or select fewer fields.`;
  return { data: null, errors: [fault(FaultCode.QUERY_TOO_COMPLEX, message, { limit: MAX_RESULT_BYTES }).toJSON()] };
};

/**
 * Executes an operation. Errors that are not meant for the caller lose their message; `report` gets the originals. A result
 * of more than 16 MiB is replaced by the error QUERY_TOO_COMPLEX.
 */
export const executeOperation = async (
  { schema, document, variables, operationName, context }: Operation,
  report: (error: GraphQLError) => void,
): Promise<GraphqlResponse> => {
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: variables,
    operationName,
    contextValue: context,
  });
  if (isLargerThan(data, MAX_RESULT_BYTES)) return tooLarge();
  return { data, ...(errors && { errors: errors.map((error) => publicError(error, report)) }) };
};
