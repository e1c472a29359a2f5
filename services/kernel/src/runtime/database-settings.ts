import { z } from 'zod';
import type { DatabaseTimeouts } from '../data/timeouts';
import { milliseconds, settings } from './environment';

/** Shares of the gateway's deadline: a service reports what is wrong before the gateway gives up. */
const DEFAULT_SHARES = { acquireMs: 0.4, statementMs: 0.8, lockMs: 0.4 };

const TIMEOUTS = ['DATABASE_ACQUIRE_TIMEOUT_MS', 'DATABASE_STATEMENT_TIMEOUT_MS', 'DATABASE_LOCK_TIMEOUT_MS'] as const;

export interface DatabasePool {
  readonly poolSize: number;
  readonly timeouts: DatabaseTimeouts;
}

/** The connections of one service to the database. */
export const databasePoolSettings = z
  .object({
    SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
    DATABASE_POOL_SIZE: z.coerce
      .number({ error: 'must be a number of connections' })
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(1000, 'must be at most 1000')
      .default(10),
    DATABASE_ACQUIRE_TIMEOUT_MS: milliseconds.optional(),
    DATABASE_STATEMENT_TIMEOUT_MS: milliseconds.optional(),
    DATABASE_LOCK_TIMEOUT_MS: milliseconds.optional(),
  })
  .check(
    ...TIMEOUTS.map((name) =>
      z.refine<Partial<Record<string, number>>>(
        ({ [name]: timeout = 0, SUBGRAPH_TIMEOUT_MS: deadline = Number.POSITIVE_INFINITY }) => timeout < deadline,
        { path: [name], error: 'must be less than SUBGRAPH_TIMEOUT_MS' },
      ),
    ),
  )
  .transform((variables): DatabasePool => {
    const share = (of: keyof DatabaseTimeouts): number =>
      Math.max(1, Math.floor(variables.SUBGRAPH_TIMEOUT_MS * DEFAULT_SHARES[of]));
    return {
      poolSize: variables.DATABASE_POOL_SIZE,
      timeouts: {
        acquireMs: variables.DATABASE_ACQUIRE_TIMEOUT_MS ?? share('acquireMs'),
        statementMs: variables.DATABASE_STATEMENT_TIMEOUT_MS ?? share('statementMs'),
        lockMs: variables.DATABASE_LOCK_TIMEOUT_MS ?? share('lockMs'),
      },
    };
  });
