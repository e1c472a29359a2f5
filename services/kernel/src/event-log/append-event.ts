import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';

/** What a service tells of a change. */
export interface NewEvent {
  /** What happened, in the past tense: `PostPublished`. */
  readonly type: string;
  /** Id of what it happened to. */
  readonly subject: string;
  /** Ids and plain values only: the log is kept for weeks and read by others, so nobody's words belong in it. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

const APPEND = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT -nextval('events_without_place'), type, subject, payload, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS event (type text, subject text, payload jsonb, place integer) ORDER BY place`;

/**
 * Writes `events` into the service's log, in their order and in the transaction of the change that they tell of: when
 * that commits they take their places, and readers are woken. Throws outside of a transaction. A transaction with a
 * snapshot of its own (REPEATABLE READ) may fail as a duplicate key and is to be tried again, as after any conflict there.
 */
export const appendEvents = async (tx: EntityManager, events: readonly NewEvent[], clock: Clock): Promise<void> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('An event is appended in the transaction of its change.');
  if (events.length === 0) return;
  const rows = events.map(({ type, subject, payload = {} }, place) => ({ type, subject, payload, place }));
  await tx.query(APPEND, [JSON.stringify(rows), clock.now()]);
};

/** Writes one event, as {@link appendEvents} does. */
export const appendEvent = (tx: EntityManager, event: NewEvent, clock: Clock): Promise<void> =>
  appendEvents(tx, [event], clock);
