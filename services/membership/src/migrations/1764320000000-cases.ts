import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Cases1764320000000 implements MigrationInterface {
  readonly name = 'Cases1764320000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TYPE moderation_case_status AS ENUM ('OPEN', 'DECIDED', 'APPEALED', 'CLOSED')`);
    await db.query(
      `CREATE TYPE moderation_action AS ENUM ('DISMISS', 'HIDE', 'RESTORE', 'REMOVE', 'SUSPEND', 'REINSTATE')`,
    );
    await db.query(`
      CREATE TABLE moderation_cases (
        id text COLLATE "C" PRIMARY KEY,
        target_id text COLLATE "C" NOT NULL,
        member_id text COLLATE "C",
        status moderation_case_status NOT NULL,
        flag_count integer NOT NULL DEFAULT 0,
        opened_at timestamptz NOT NULL,
        action moderation_action,
        ground text, rule text, facts text, explanation text, origin text,
        until timestamptz,
        detected_automatically boolean NOT NULL DEFAULT false,
        moderator_id text COLLATE "C",
        decided_at timestamptz,
        appeal_until timestamptz,
        appeal_text text,
        appellant_id text COLLATE "C",
        appealed_at timestamptz,
        overturned boolean,
        appeal_reason text,
        appeal_decided_at timestamptz,
        restored_at timestamptz,
        closed_at timestamptz
      )`);
    await db.query(
      `CREATE UNIQUE INDEX moderation_cases_open_idx ON moderation_cases (target_id) WHERE status = 'OPEN'`,
    );
    await db.query(
      'CREATE INDEX moderation_cases_member_id_opened_at_id_idx ON moderation_cases (member_id, opened_at, id)',
    );
    await db.query('CREATE INDEX moderation_cases_opened_at_id_idx ON moderation_cases (opened_at, id)');
    await db.query(
      'CREATE INDEX moderation_cases_flag_count_opened_at_id_idx ON moderation_cases (flag_count, opened_at, id)',
    );
    await db.query(`
      CREATE TABLE moderation_flags (
        id text COLLATE "C" PRIMARY KEY,
        case_id text COLLATE "C" NOT NULL REFERENCES moderation_cases ON DELETE CASCADE,
        member_id text COLLATE "C",
        reason text NOT NULL,
        note text,
        reporter_name text,
        reporter_email text,
        reporter_locale text,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX moderation_flags_case_id_idx ON moderation_flags (case_id)');
    await db.query('CREATE INDEX moderation_flags_member_id_idx ON moderation_flags (member_id)');
    await db.query('ALTER TABLE members ADD suspended_until timestamptz, ADD suspension_case_id text COLLATE "C"');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE members DROP suspended_until, DROP suspension_case_id');
    await db.query('DROP TABLE moderation_flags, moderation_cases');
    await db.query('DROP TYPE moderation_action, moderation_case_status');
  }
}
