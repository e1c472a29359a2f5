import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import { eventCatalogue, type NewEvent } from './events/catalogue';
import { checkNewPayload, type EventDefinitions, type NewEventOf } from './events/definition';

// A negative position marks an event without a position yet: the trigger assigns one at commit (event-log-tables.ts).
const APPEND = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT -nextval('events_without_place'), type, subject, payload, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS event (type text, subject text, payload jsonb, index integer) ORDER BY index`;

/** As {@link appendEvents}, for the event types of `catalogue`. */
export const appendEventsOf =
  <Catalogue extends EventDefinitions>(catalogue: Catalogue) =>
  async (tx: EntityManager, events: readonly NewEventOf<Catalogue>[], clock: Clock): Promise<void> => {
    if (!tx.queryRunner?.isTransactionActive) throw new Error('Append an event in the transaction of its change.');
    if (events.length === 0) return;
    const rows = events.map((event, index) => {
      const { type, subject } = event;
      return { type, subject, payload: checkNewPayload(catalogue, event), index };
    });
    await tx.query(APPEND, [JSON.stringify(rows), clock.now()]);
  };

/**
 * Appends `events` to the service's log, in their order. Call it in the transaction of the change that they record: the
 * events get their positions, and readers are woken, when that transaction commits. Throws an Error, and appends nothing,
 * outside a transaction and where a payload does not match the catalogue. A REPEATABLE READ transaction may fail with a
 * duplicate key: retry it, as after any serialization failure.
 */
export const appendEvents: (tx: EntityManager, events: readonly NewEvent[], clock: Clock) => Promise<void> =
  appendEventsOf(eventCatalogue);

/** Appends one event, as {@link appendEvents} does. */
export const appendEvent = (tx: EntityManager, event: NewEvent, clock: Clock): Promise<void> =>
  appendEvents(tx, [event], clock);
