import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Bucket } from './action-limits';

/** A turn that a member asks for. */
export interface Turn {
  readonly memberId: string;
  readonly action: string;
  readonly slow: Bucket;
  readonly fast: Bucket;
  /** A repetition with the key of the last turn takes no other one. Null: none. */
  readonly idempotencyKey: string | null;
}

const NOW = 'statement_timestamp()';

/** SQL of a time that is so many seconds long. The parameters are the steps and bursts of the slow and the fast bucket. */
const seconds = (sql: string): string => `${sql} * interval '1 second'`;
const SLOW_STEP = seconds('CAST($2 AS double precision)');
const FAST_STEP = seconds('CAST($4 AS double precision)');
const SLOW_SPAN = seconds('CAST($2 AS double precision) * CAST($3 AS integer)');
const FAST_SPAN = seconds('CAST($4 AS double precision) * CAST($5 AS integer)');

const ahead = (column: string, step: string): string => `greatest(bucket.${column}, ${NOW}) + ${step}`;

/** The generic cell rate algorithm: no row is returned, and nothing changed, if there is no turn. */
const TAKE = `
  INSERT INTO rate_buckets AS bucket (key, slow_until, fast_until, last_key)
  VALUES ($1, ${NOW} + ${SLOW_STEP}, ${NOW} + ${FAST_STEP}, $6)
  ON CONFLICT (key) DO UPDATE SET slow_until = ${ahead('slow_until', SLOW_STEP)}, fast_until = ${ahead('fast_until', FAST_STEP)},
    last_key = excluded.last_key
  WHERE ${ahead('slow_until', SLOW_STEP)} <= ${NOW} + ${SLOW_SPAN} AND ${ahead('fast_until', FAST_STEP)} <= ${NOW} + ${FAST_SPAN}
  RETURNING 1`;

const WAIT = `
  SELECT last_key = $6 AS "isRepetition", ceil(extract(epoch FROM
    greatest(slow_until + ${SLOW_STEP} - ${SLOW_SPAN}, fast_until + ${FAST_STEP} - ${FAST_SPAN}) - ${NOW}))::integer AS seconds
  FROM rate_buckets WHERE key = $1`;

const GIVE_BACK = `
  UPDATE rate_buckets SET slow_until = slow_until - ${seconds('CAST($2 AS double precision)')},
    fast_until = fast_until - ${seconds('CAST($3 AS double precision)')}
  WHERE key = $1`;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const keyOf = ({ memberId, action }: Turn): string => digest(`${memberId} ${action}`);

/**
 * Takes a turn, in a statement of its own: concurrent ones cannot take more than there are. REPEATED needs no turn. Without a turn,
 * returns the seconds to wait, and nothing was taken.
 */
export const takeTurn = async (db: EntityManager, turn: Turn): Promise<'TAKEN' | 'REPEATED' | number> => {
  const { slow, fast, idempotencyKey } = turn;
  const repeated = idempotencyKey === null ? null : digest(idempotencyKey);
  const values = [keyOf(turn), slow.stepSeconds, slow.burst, fast.stepSeconds, fast.burst, repeated];
  if ((await db.query<unknown[]>(TAKE, values)).length > 0) return 'TAKEN';
  const [wait] = await db.query<{ seconds: number; isRepetition: boolean | null }[]>(WAIT, values);
  return wait === undefined || wait.isRepetition === true ? 'REPEATED' : Math.max(1, wait.seconds);
};

/** Gives a turn back, because what it was for was refused. */
export const giveTurnBack = async (db: EntityManager, turn: Turn): Promise<void> => {
  await db.query(GIVE_BACK, [keyOf(turn), turn.slow.stepSeconds, turn.fast.stepSeconds]);
};
