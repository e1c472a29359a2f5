import type { Client, PoolConfig } from 'pg';
import { createLockGuard, type LockGuard } from './held-locks';
import { createNaming } from './named-statements';
import { PrimaryClient, READ_ONLY } from './primary-client';

/** How long each step of a statement may wait, in milliseconds. */
export interface DatabaseTimeouts {
  /** For a free connection of the pool, or a new one. */
  readonly acquireMs: number;
  /** For the result. The database cancels the statement. */
  readonly statementMs: number;
  /** For a lock that another transaction holds. The database cancels the statement. */
  readonly lockMs: number;
}

/**
 * Defaults for requests. Below the gateway's deadline of a fetch, so that a service reports what is wrong. When all connections
 * wait for a lock, a request that does not need it gets a connection in time: locks have the shorter timeout.
 */
export const REQUEST_TIMEOUTS: DatabaseTimeouts = { acquireMs: 2000, statementMs: 4000, lockMs: 1500 };

/** For work that no caller waits for. */
export const BACKGROUND_TIMEOUTS: DatabaseTimeouts = { acquireMs: 10_000, statementMs: 60_000, lockMs: 10_000 };

/** A migration may take as long as it needs; a value of 0 means no limit. */
export const MIGRATION_TIMEOUTS: DatabaseTimeouts = { acquireMs: 10_000, statementMs: 0, lockMs: 60_000 };

/** A process that stops in the middle of a transaction must not keep its locks. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/** The server cancels a statement before this. If it does not, it does not respond at all. */
const RESPONSE_MARGIN_MS = 1000;

/**
 * Closes a connection whose server does not respond or accept writes, so that the pool does not use it again. Sends no statement that would
 * wait for a lock on which others wait already.
 */
const guardStatements =
  (guard: LockGuard) =>
  (client: Client, named: ReturnType<ReturnType<typeof createNaming>>): void => {
    const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
    const send = async (text: string, parameters?: readonly unknown[]): Promise<unknown> => {
      try {
        return await guard({ text, parameters: parameters ?? [] }, () => named(text, parameters));
      } catch (error) {
        // The server does not respond, or was a primary and is a standby now.
        const { message, code } = error as { readonly message?: string; readonly code?: string };
        if (message === 'Query read timeout' || code === READ_ONLY) {
          if (client instanceof PrimaryClient) client.forgetPrimary();
          void client.end();
        }
        throw error;
      }
    };
    Object.assign(client, {
      // TypeORM sends text and parameters, and waits for a promise. Anything else is the driver's own business.
      query: (...call: unknown[]): unknown =>
        typeof call[0] === 'string' && (call.length === 1 || (call.length === 2 && typeof call[1] !== 'function'))
          ? send(call[0], call[1] as readonly unknown[] | undefined)
          : query(...call),
    });
  };

/** Connections that a pool keeps however long they are idle. */
const KEPT_CONNECTIONS = 2;

/** Others are closed after this many idle milliseconds. */
const IDLE_MS = 60_000;

/** Options of a pool of `poolSize` whose statements obey `timeouts`; `sessionOptions` are those of the session besides. */
export const withTimeouts = (
  { acquireMs, statementMs, lockMs }: DatabaseTimeouts,
  { poolSize, sessionOptions }: { readonly poolSize: number; readonly sessionOptions: readonly string[] },
): PoolConfig => {
  const guardClient = guardStatements(createLockGuard(poolSize));
  const name = createNaming();
  return {
    connectionTimeoutMillis: acquireMs,
    keepAlive: true,
    // Short reads of an operation share a connection.
    pipeline: true,
    // Connecting takes some fifty times as long as a statement, and a new connection has prepared none.
    min: Math.min(KEPT_CONNECTIONS, poolSize),
    idleTimeoutMillis: IDLE_MS,
    ...(statementMs > 0 && { query_timeout: statementMs + RESPONSE_MARGIN_MS }),
    onConnect: ((client: Client) => guardClient(client, name(client))) as PoolConfig['onConnect'],
    options: [
      ...sessionOptions,
      `-c statement_timeout=${statementMs}`,
      `-c lock_timeout=${lockMs}`,
      `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
    ].join(' '),
  };
};
