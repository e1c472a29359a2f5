import type { EntityManager } from 'typeorm';
import type { Clock } from '../clock';

/** What a service tells of a change. */
export interface NewEvent {
  /** What happened, in the past tense: `PostPublished`. */
  readonly type: string;
  /** Id of what it happened to. */
  readonly subject: string;
  /** Ids and plain values only: the log is kept for weeks and read by others, so nobody's words belong in it. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Channel on which the log of `schema` wakes its readers. */
export const wakeChannel = (schema: string): string => `events_${schema}`;

// A statement of its own: what follows must see all that the previous holder of the lock has committed.
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('wizness events ' || current_schema(), 0))`;

const APPEND = `
  WITH appended AS (
    INSERT INTO events (position, type, subject, payload, occurred_at)
    SELECT coalesce(max(position), 0) + 1, $1, $2, $3::jsonb, $4::timestamptz FROM events
    RETURNING position
  )
  SELECT position, pg_notify('${wakeChannel('')}' || current_schema(), '') FROM appended`;

/**
 * Writes `event` into the service's log, in the transaction of the change that it tells of; answers its position. Let it
 * be the last statement of the transaction: from here to the commit, every other writer of this log waits.
 * Throws outside of a transaction. A transaction with a snapshot of its own (REPEATABLE READ) may fail as a duplicate
 * key and is to be tried again, as after any conflict there.
 */
export const appendEvent = async (tx: EntityManager, event: NewEvent, clock: Clock): Promise<number> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('An event is appended in the transaction of its change.');
  await tx.query(LOCK);
  const [appended] = await tx.query<[{ position: string }]>(APPEND, [
    event.type,
    event.subject,
    JSON.stringify(event.payload ?? {}),
    clock.now(),
  ]);
  return Number(appended.position);
};
