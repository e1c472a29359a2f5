import type { QueryRunner } from 'typeorm';

/** Channel on which a new job of the service `schema` wakes its workers. */
export const jobChannel = (schema: string): string => `jobs_${schema}`;

/** Creates the table of jobs. For the migration of a service that has jobs; list the entity `Job` in its storage. */
export const createJobs = async (db: QueryRunner): Promise<void> => {
  await db.query(`
    CREATE TABLE jobs (
      id text COLLATE "C" PRIMARY KEY,
      kind text COLLATE "C" NOT NULL,
      key text COLLATE "C",
      payload jsonb NOT NULL,
      enqueued_at timestamptz NOT NULL DEFAULT now(),
      run_at timestamptz NOT NULL DEFAULT '-infinity',
      attempts integer NOT NULL DEFAULT 0,
      lease_token uuid,
      lease_until timestamptz,
      error_code text,
      ended_at timestamptz,
      failed boolean NOT NULL DEFAULT false
    )`);
  await db.query('CREATE INDEX jobs_due_idx ON jobs (run_at, id) WHERE ended_at IS NULL');
  await db.query('CREATE UNIQUE INDEX jobs_kind_key_idx ON jobs (kind, key) WHERE ended_at IS NULL');
  await db.query('CREATE INDEX jobs_ended_idx ON jobs (ended_at) WHERE ended_at IS NOT NULL');
};

export const dropJobs = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE jobs');
};
