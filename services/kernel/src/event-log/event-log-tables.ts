import type { QueryRunner } from 'typeorm';

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
};

export const dropEventLog = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE events');
};

/** For the migration of a service that consumes events: how far its consumers have come. */
export const createCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('CREATE TABLE checkpoints (consumer text PRIMARY KEY, position bigint NOT NULL)');
};

export const dropCheckpoints = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE checkpoints');
};
