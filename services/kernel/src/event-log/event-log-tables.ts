import type { QueryRunner } from 'typeorm';

/** Channel on which the log of `schema` wakes its readers. */
export const wakeChannel = (schema: string): string => `events_${schema}`;

/**
 * An event gets its position in a deferred trigger, when its transaction commits. Only then does it wait for the previous
 * writer, under a lock that is held until the commit is done. So positions become visible in order, writers that hold
 * other locks cannot deadlock here, and a rollback, even to a savepoint, leaves no gap.
 */
const POSITION_TRIGGER = [
  // Events without a position yet have distinct negative ones, which no reader requests.
  'CREATE SEQUENCE events_without_place',
  // The lock is a separate statement, so that the next one sees all that its previous holder committed.
  `CREATE FUNCTION place_event() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
   BEGIN
     PERFORM pg_advisory_xact_lock(hashtextextended('wizness events ' || current_schema(), 0));
     UPDATE events SET position = (SELECT greatest(max(position), 0) + 1 FROM events) WHERE position = NEW.position;
     PERFORM pg_notify('${wakeChannel('')}' || current_schema(), '');
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER place_event AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
   FOR EACH ROW WHEN (NEW.position < 0) EXECUTE FUNCTION place_event()`,
];

/** Creates the event log that {@link LoggedEvent} maps. For the migration of a service that appends events. */
export const createEventLog = async (db: QueryRunner): Promise<void> => {
  await db.query(`
    CREATE TABLE events (
      position bigint PRIMARY KEY,
      type text NOT NULL,
      subject text NOT NULL,
      payload jsonb NOT NULL,
      occurred_at timestamptz NOT NULL,
      appended_at timestamptz NOT NULL DEFAULT now()
    )`);
  for (const statement of POSITION_TRIGGER) await db.query(statement);
};

export const dropEventLog = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE events');
  await db.query('DROP FUNCTION place_event');
  await db.query('DROP SEQUENCE events_without_place');
};

/** Creates the checkpoints of consumers. For the migration of a service that consumes events. */
export const createCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('CREATE TABLE checkpoints (consumer text PRIMARY KEY, position bigint NOT NULL)');
};

export const dropCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE checkpoints');
};
