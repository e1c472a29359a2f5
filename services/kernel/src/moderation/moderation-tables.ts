import type { QueryRunner } from 'typeorm';

/**
 * Creates the tables of `Measure` and `Report`. For the migration of a service whose things are moderated, after the type
 * `moderation_status`.
 */
export const createModeration = async (db: QueryRunner): Promise<void> => {
  await db.query(`
    CREATE TABLE measures (
      case_id text COLLATE "C" PRIMARY KEY,
      target_id text COLLATE "C" NOT NULL,
      status moderation_status NOT NULL,
      until timestamptz,
      decided_at timestamptz NOT NULL,
      lifted_at timestamptz
    )`);
  await db.query('CREATE INDEX measures_target_id_idx ON measures (target_id)');
  await db.query(`
    CREATE TABLE reports (
      target_id text COLLATE "C" NOT NULL,
      member_id text COLLATE "C" NOT NULL,
      case_id text COLLATE "C" NOT NULL,
      PRIMARY KEY (target_id, member_id)
    )`);
  await db.query('CREATE INDEX reports_member_id_idx ON reports (member_id)');
};

export const dropModeration = async (db: QueryRunner): Promise<void> => {
  await db.query('DROP TABLE reports, measures');
};
