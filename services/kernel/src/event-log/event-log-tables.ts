import type { QueryRunner } from 'typeorm';

/** Channel on which the log of `schema` wakes its readers. */
export const wakeChannel = (schema: string): string => `events_${schema}`;

/**
 * An event takes its place in the log when its transaction commits, and not before: only then does it wait for the
 * writer before it. So places are given in the order in which they can be seen, no two writers that hold other locks
 * wait for each other here, and what is rolled back, were it to a savepoint, leaves no hole.
 */
const PLACING = [
  // Events that wait for their places are told apart by numbers below zero, which no reader asks for.
  'CREATE SEQUENCE events_without_place',
  // Statements of its own: what follows the lock must see all that its previous holder has committed.
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

/** For the migration of a service that tells others what happened: its log, which {@link LoggedEvent} reads. */
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
  for (const statement of PLACING) await db.query(statement);
};

export const dropEventLog = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE events');
  await db.query('DROP FUNCTION place_event');
  await db.query('DROP SEQUENCE events_without_place');
};

/** For the migration of a service that consumes events: how far its consumers have come. */
export const createCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('CREATE TABLE checkpoints (consumer text PRIMARY KEY, position bigint NOT NULL)');
};

export const dropCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE checkpoints');
};
