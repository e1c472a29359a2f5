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
  WITH told AS (
    SELECT type, subject, payload, row_number() OVER (ORDER BY place) AS number
    FROM jsonb_to_recordset($1::jsonb) AS event (type text, subject text, payload jsonb, place integer)
  ), appended AS (
    INSERT INTO events (position, type, subject, payload, occurred_at)
    SELECT (SELECT coalesce(max(position), 0) FROM events) + number, type, subject, payload, $2::timestamptz FROM told
    RETURNING position
  )
  SELECT max(position) AS position, pg_notify('${wakeChannel('')}' || current_schema(), '') FROM appended`;

/**
 * Writes `events` into the service's log, in their order and in the transaction of the change that they tell of;
 * answers the position of the last one. Let it be the last statement of the transaction: from here to the commit, every
 * other writer of this log waits. Throws outside of a transaction, and where there is no event. A transaction with a
 * snapshot of its own (REPEATABLE READ) may fail as a duplicate key and is to be tried again, as after any conflict there.
 */
export const appendEvents = async (tx: EntityManager, events: readonly NewEvent[], clock: Clock): Promise<number> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('An event is appended in the transaction of its change.');
  if (events.length === 0) throw new Error('There is no event to append.');
  await tx.query(LOCK);
  const rows = events.map(({ type, subject, payload = {} }, place) => ({ type, subject, payload, place }));
  const [appended] = await tx.query<[{ position: string }]>(APPEND, [JSON.stringify(rows), clock.now()]);
  return Number(appended.position);
};

/** Writes one event, as {@link appendEvents} does. */
export const appendEvent = (tx: EntityManager, event: NewEvent, clock: Clock): Promise<number> =>
  appendEvents(tx, [event], clock);
