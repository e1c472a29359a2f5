import { z } from 'zod';
import type { DatabaseTimeouts } from '../data/timeouts';
import { settings } from './settings';

/** Shares of the gateway's deadline: a service reports what is wrong before the gateway gives up. */
const DEFAULT_SHARES = { acquireMs: 0.4, statementMs: 0.8, lockMs: 0.3 };

const TIMEOUTS = ['DATABASE_ACQUIRE_TIMEOUT_MS', 'DATABASE_STATEMENT_TIMEOUT_MS', 'DATABASE_LOCK_TIMEOUT_MS'] as const;

export interface DatabasePool {
  readonly poolSize: number;
  readonly timeouts: DatabaseTimeouts;
  /** How long a query waits for a standby to have what its caller has written, in milliseconds. */
  readonly readWaitMs: number;
}

/** The connections of one service to the database. */
export const databasePoolSettings = z
  .object({
    SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
    DATABASE_POOL_SIZE: settings.wholeNumber({ min: 1, max: 1000, unit: 'connections' }).default(10),
    DATABASE_ACQUIRE_TIMEOUT_MS: settings.optionalMilliseconds,
    DATABASE_STATEMENT_TIMEOUT_MS: settings.optionalMilliseconds,
    DATABASE_LOCK_TIMEOUT_MS: settings.optionalMilliseconds,
    DATABASE_READ_WAIT_MS: settings.milliseconds(200),
  })
  .check(
    ...TIMEOUTS.map((name) =>
      z.refine<Partial<Record<string, unknown>>>(
        ({ [name]: timeout, SUBGRAPH_TIMEOUT_MS: deadline }) =>
          typeof timeout !== 'number' || typeof deadline !== 'number' || timeout < deadline,
        {
          path: [name],
          error: 'must be less than SUBGRAPH_TIMEOUT_MS',
          // Even if another setting is wrong, so that all errors are listed at once.
          when: () => true,
        },
      ),
    ),
  )
  .transform((variables): DatabasePool => {
    const share = (of: keyof DatabaseTimeouts): number =>
      Math.max(1, Math.floor(variables.SUBGRAPH_TIMEOUT_MS * DEFAULT_SHARES[of]));
    return {
      poolSize: variables.DATABASE_POOL_SIZE,
      readWaitMs: variables.DATABASE_READ_WAIT_MS,
      timeouts: {
        acquireMs: variables.DATABASE_ACQUIRE_TIMEOUT_MS ?? share('acquireMs'),
        statementMs: variables.DATABASE_STATEMENT_TIMEOUT_MS ?? share('statementMs'),
        lockMs: variables.DATABASE_LOCK_TIMEOUT_MS ?? share('lockMs'),
      },
    };
  });
