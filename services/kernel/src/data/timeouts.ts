import type { Client, PoolConfig } from 'pg';

/** How long each step of a statement may wait, in milliseconds. */
export interface DatabaseTimeouts {
  /** For a free connection of the pool, or a new one. */
  readonly acquireMs: number;
  /** For the result. The database cancels the statement. */
  readonly statementMs: number;
  /** For a lock that another transaction holds. The database cancels the statement. */
  readonly lockMs: number;
}

/** Defaults for requests. Below the gateway's deadline of a fetch, so that a service reports what is wrong. */
export const REQUEST_TIMEOUTS: DatabaseTimeouts = { acquireMs: 2000, statementMs: 4000, lockMs: 2000 };

/** For work that no caller waits for. */
export const BACKGROUND_TIMEOUTS: DatabaseTimeouts = { acquireMs: 10_000, statementMs: 60_000, lockMs: 10_000 };

/** A migration may take as long as it needs; a value of 0 means no limit. */
export const MIGRATION_TIMEOUTS: DatabaseTimeouts = { acquireMs: 10_000, statementMs: 0, lockMs: 60_000 };

/** A process that stops in the middle of a transaction must not keep its locks. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/** The server cancels a statement before this. If it does not, it does not respond at all. */
const RESPONSE_MARGIN_MS = 1000;

/** Closes a connection whose server does not respond, so that the pool does not use it again. */
const closeWhenSilent = (client: Client): void => {
  const query = client.query.bind(client) as (...parameters: unknown[]) => unknown;
  Object.assign(client, {
    query: (...parameters: unknown[]): unknown => {
      const result = query(...parameters);
      if (result instanceof Promise)
        result.catch((error: Error) => {
          if (error.message === 'Query read timeout') void client.end();
        });
      return result;
    },
  });
};

/** Options of a pool whose statements obey `timeouts`; `sessionOptions` are those of the session besides. */
export const withTimeouts = (
  { acquireMs, statementMs, lockMs }: DatabaseTimeouts,
  sessionOptions: readonly string[],
): PoolConfig => ({
  connectionTimeoutMillis: acquireMs,
  keepAlive: true,
  ...(statementMs > 0 && { query_timeout: statementMs + RESPONSE_MARGIN_MS }),
  onConnect: closeWhenSilent as PoolConfig['onConnect'],
  options: [
    ...sessionOptions,
    `-c statement_timeout=${statementMs}`,
    `-c lock_timeout=${lockMs}`,
    `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
  ].join(' '),
});
