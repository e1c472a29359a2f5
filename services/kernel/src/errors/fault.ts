import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of top-level errors: what the caller's code got wrong, or what went wrong with us. */
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

/** An argument is wrong; `message` says how to mend it. */
export const badUserInput = (message: string): GraphQLError => fault(FaultCode.BAD_USER_INPUT, message);

const isMeantForTheCaller = (error: GraphQLError): boolean =>
  !error.originalError || error.originalError instanceof GraphQLError;

/**
 * An execution error as the next hop may see it. An error that nobody raised on purpose (a database down, a bug) keeps
 * its place but loses its words: they may hold SQL, a path or an address. Its original goes to `report`.
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
