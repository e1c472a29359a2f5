import type { Client, ClientConfig } from 'pg';
import { CodedError } from '../errors/coded-error';
import { readDatabaseAddress } from './database-address';
import { PrimaryClient } from './primary-client';

/** The database does not accept a connection. */
class DatabaseUnreachable extends CodedError {
  readonly code = 'DATABASE_UNREACHABLE';
}

/** `cause` as an error that says where the database was expected. */
const unreachable = (url: string, cause: unknown): DatabaseUnreachable => {
  const { host = 'localhost', port = 5432, database } = readDatabaseAddress(url);
  const { message, code } = cause as { message?: string; code?: string };
  // A refused connection to several addresses has a code but no message.
  const reason = message || code || String(cause);
  return new DatabaseUnreachable(
    `Cannot connect to the database "${database}" at ${host}:${port}: ${reason}. Check that PostgreSQL is running and that DATABASE_URL is right.`,
    { cause },
  );
};

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A connected client outside of a pool; the caller ends it. When its connection is lost, statements in progress reject, and
 * nothing else happens. Rejects with {@link DatabaseUnreachable}.
 */
export const connectClient = async (url: string, options: ClientConfig = {}): Promise<Client> => {
  const client = new PrimaryClient({
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...readDatabaseAddress(url),
    ...options,
  });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw unreachable(url, cause);
  }
};
