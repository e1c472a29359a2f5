import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { connectClient } from './database-client';
import type { ServiceLogin } from './service-login';
import { setShortReads, shareConnections } from './short-reads';

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

/** Cancels the statements of an operation, once its signal is aborted. */
const createCancelling = (signal: AbortSignal, access: CancelAccess) => {
  /** How many statements wait for each backend, by its process id. Short reads share one. */
  const running = new Map<number, number>();
  const requests = new Map<number, Promise<void>>();
  const cancel = (processId: number): void => {
    // If no connection can be opened, the statement ends at statement_timeout.
    const request = cancelStatement(access, processId).catch(() => undefined);
    requests.set(processId, request);
  };
  // One listener for all statements: each operation runs many.
  signal.addEventListener('abort', () => [...running.keys()].forEach(cancel), { once: true });
  return {
    /** Sends a statement to a backend. Rejects with the reason of the signal if it is cancelled. */
    run: async <Result>(processId: number, send: () => Promise<Result>): Promise<Result> => {
      running.set(processId, (running.get(processId) ?? 0) + 1);
      try {
        return await send();
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        const others = (running.get(processId) ?? 1) - 1;
        if (others === 0) running.delete(processId);
        else running.set(processId, others);
        // The backend starts the next one.
        if (others > 0 && signal.aborted) cancel(processId);
      }
    },
    /** Resolves when no request to cancel can reach a later statement of the backend. */
    requested: (processId: number): Promise<void> | undefined => requests.get(processId),
  };
};

/**
 * Lets `runner` send no statement after `signal` is aborted, and cancels those that it runs. Statements reject with the
 * reason of the signal.
 */
const guard = (
  runner: QueryRunner,
  signal: AbortSignal,
  { run, requested }: ReturnType<typeof createCancelling>,
): QueryRunner => {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  const release = runner.release.bind(runner);
  let backend = 0;
  const guardedQuery = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
    if (endsTransaction(sql)) {
      // A late cancel request must not hit this statement.
      await requested(backend);
      return query(sql, ...rest);
    }
    signal.throwIfAborted();
    const { processID } = (await runner.connect()) as PoolClient & { readonly processID: number };
    backend = processID;
    signal.throwIfAborted();
    return run(processID, () => query(sql, ...rest));
  };
  return Object.assign(runner, {
    query: guardedQuery,
    release: async () => {
      await requested(backend);
      await release();
    },
  });
};

/**
 * An entity manager on the pool of `db` for one operation. Once `signal` is aborted it sends no further statement and
 * cancels those that run; a transaction is rolled back. It can send short reads, which share connections.
 */
export const abortableManager = (db: DataSource, access: CancelAccess, signal: AbortSignal): EntityManager => {
  const cancelling = createCancelling(signal, access);
  const create: DataSource['createQueryRunner'] = (mode) => guard(db.createQueryRunner(mode), signal, cancelling);
  const withRunners = (createQueryRunner: typeof create): DataSource =>
    Object.create(db, { createQueryRunner: { value: createQueryRunner } }) as DataSource;
  const own = withRunners(create);
  setShortReads(own, withRunners(shareConnections(create)));
  return own.createEntityManager();
};
