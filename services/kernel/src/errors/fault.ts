import { GraphQLError } from 'graphql';

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
