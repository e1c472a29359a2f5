import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import { publicError } from '../errors/public-error';
import { internalProcedure } from './procedure';

export interface GraphqlResponse {
  readonly data?: ExecutionResult['data'];
  readonly errors?: readonly GraphQLFormattedError[];
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

/** Executes an operation. Errors that are not meant for the caller lose their message; `report` gets the originals. */
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
  return { data, ...(errors && { errors: errors.map((error) => publicError(error, report)) }) };
};
