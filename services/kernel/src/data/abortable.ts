import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { connectClient } from './database-client';
import type { ServiceLogin } from './service-login';

/** A database that takes longer than this to cancel a statement does not respond. */
const CANCEL_TIMEOUT_MS = 2000;

/** How to connect as the user that runs the statements: nobody else may cancel them. */
export interface CancelAccess {
  readonly url: string;
  readonly login: ServiceLogin;
}

/** Cancels the statement that the backend `processId` runs, over a connection of its own: the pool may be exhausted. */
const cancelStatement = async ({ url, login }: CancelAccess, processId: number): Promise<void> => {
  const client = await connectClient(url, {
    ...login,
    connectionTimeoutMillis: CANCEL_TIMEOUT_MS,
    query_timeout: CANCEL_TIMEOUT_MS,
  });
  try {
    await client.query('SELECT pg_cancel_backend($1)', [processId]);
  } finally {
    await client.end();
  }
};

/** Even an aborted transaction has to be ended before its connection returns to the pool. */
const endsTransaction = (sql: string): boolean => sql.startsWith('ROLLBACK');

/**
 * Lets `runner` send no statement after `signal` is aborted, and cancels the one that it runs. Statements reject with the
 * reason of the signal.
 */
const guard = (
  runner: QueryRunner,
  signal: AbortSignal,
  access: CancelAccess,
  running: Set<() => void>,
): QueryRunner => {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  const release = runner.release.bind(runner);
  let cancelled: Promise<void> = Promise.resolve();
  const guardedQuery = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
    if (endsTransaction(sql)) {
      // A late cancel request must not hit this statement.
      await cancelled;
      return query(sql, ...rest);
    }
    signal.throwIfAborted();
    const { processID } = (await runner.connect()) as PoolClient & { readonly processID: number };
    signal.throwIfAborted();
    const cancel = (): void => {
      // If no connection can be opened, the statement ends at statement_timeout.
      cancelled = cancelStatement(access, processID).catch(() => undefined);
    };
    running.add(cancel);
    try {
      return await query(sql, ...rest);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      running.delete(cancel);
    }
  };
  return Object.assign(runner, {
    query: guardedQuery,
    release: async () => {
      await cancelled;
      await release();
    },
  });
};

/**
 * An entity manager on the pool of `db` for one operation. Once `signal` is aborted it sends no further statement and
 * cancels those that run; a transaction is rolled back.
 */
export const abortableManager = (db: DataSource, access: CancelAccess, signal: AbortSignal): EntityManager => {
  const running = new Set<() => void>();
  // One listener for all statements: each operation runs many.
  signal.addEventListener('abort', () => running.forEach((cancel) => cancel()), { once: true });
  const createQueryRunner: DataSource['createQueryRunner'] = (mode) =>
    guard(db.createQueryRunner(mode), signal, access, running);
  const guarded = Object.create(db, { createQueryRunner: { value: createQueryRunner } }) as DataSource;
  return guarded.createEntityManager();
};
