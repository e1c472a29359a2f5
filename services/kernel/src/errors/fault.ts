import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of top-level errors: a mistake in the client's code, or a failure on our side. */
export enum FaultCode {
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  INVALID_CURSOR = 'INVALID_CURSOR',
  CURSOR_EXPIRED = 'CURSOR_EXPIRED',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  FORBIDDEN = 'FORBIDDEN',
  SUBGRAPH_UNAVAILABLE = 'SUBGRAPH_UNAVAILABLE',
  QUERY_TOO_COMPLEX = 'QUERY_TOO_COMPLEX',
  QUERY_TOO_DEEP = 'QUERY_TOO_DEEP',
  RATE_LIMITED = 'RATE_LIMITED',
  TIMEOUT = 'TIMEOUT',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
}

/** A top-level GraphQL error whose message is meant for the caller. */
export const fault = (code: FaultCode, message: string, details: Record<string, unknown> = {}): GraphQLError =>
  new GraphQLError(message, { extensions: { code, ...details } });

/** For a wrong argument. `message` says how to correct it. */
export const badUserInput = (message: string): GraphQLError => fault(FaultCode.BAD_USER_INPUT, message);

const isMeantForTheCaller = (error: GraphQLError): boolean =>
  !error.originalError || error.originalError instanceof GraphQLError;

/**
 * An execution error as the caller may see it. An error that was not thrown for the caller (an unreachable database, a bug)
 * keeps its path but loses its message, which may contain SQL, a file path or an address. The original goes to `report`.
 */
export const publicError = (error: GraphQLError, report: (error: GraphQLError) => void): GraphQLFormattedError => {
  if (isMeantForTheCaller(error)) return error.toJSON();
  report(error);
  const { locations, path } = error.toJSON();
  return {
    message: 'Something went wrong on our side.',
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code: FaultCode.INTERNAL_SERVER_ERROR },
  };
};
