import { FaultCode } from './fault';

/** What the caller learns of a failure of the database: it is unavailable, or did not respond in time. */
export type DatabaseFault = FaultCode.SUBGRAPH_UNAVAILABLE | FaultCode.TIMEOUT;

/** SQLSTATE (PostgreSQL 18, Appendix A) of a statement that waited for a lock for longer than lock_timeout. */
export const LOCK_NOT_AVAILABLE = '55P03';

/** SQLSTATEs: query_canceled by statement_timeout, and the above. */
const TIMEOUTS = new Set(['57014', LOCK_NOT_AVAILABLE]);

/**
 * SQLSTATEs: connection exceptions, invalid authorization, insufficient resources (a full disk, too many connections), operator
 * intervention (a shutdown), system errors, no such database, a transaction ended for idling, a read-only server.
 */
const UNAVAILABLE_STATES = /^(08...|28...|53...|57P..|58...|3D000|25P03|25006)$/;

/** System errors of Node: see errno(3) and getaddrinfo(3). */
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Errors of `pg`, `pg-pool` and TypeORM that have no code. */
const UNAVAILABLE_MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect$/,
  /^timeout expired$/,
  /^Query read timeout$/,
  /^Client (was closed|has encountered a connection error) and is not queryable$/,
  /^Cannot use a pool after calling end on the pool$/,
  // TypeORM has released a connection that was lost in the middle of a transaction.
  /^(Query runner|Database connection provided by a query runner was) already released/,
];

interface DriverError {
  readonly code?: unknown;
  readonly message?: unknown;
  /** Of a TypeORM error: the error of `pg`. */
  readonly driverError?: unknown;
  readonly cause?: unknown;
  /** Of a `graphql` error: what was thrown, if it is no Error to it. */
  readonly thrownValue?: unknown;
}

/** The code for an error that the database caused by being down, unreachable or slow. Null for any other error. */
export const databaseFault = (error: unknown): DatabaseFault | null => {
  if (typeof error !== 'object' || error === null) return null;
  const { code, message, driverError, cause, thrownValue } = error as DriverError;
  if (typeof code === 'string' && TIMEOUTS.has(code)) return FaultCode.TIMEOUT;
  const isUnavailable =
    (typeof code === 'string' && (UNAVAILABLE_STATES.test(code) || UNAVAILABLE_CODES.has(code))) ||
    UNAVAILABLE_MESSAGES.some((pattern) => pattern.test(String(message)));
  if (isUnavailable) return FaultCode.SUBGRAPH_UNAVAILABLE;
  return databaseFault(driverError) ?? databaseFault(cause) ?? databaseFault(thrownValue);
};
