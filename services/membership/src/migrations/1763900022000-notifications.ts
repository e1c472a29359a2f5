import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE notifications (
    id text COLLATE "C" PRIMARY KEY,
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    kind text NOT NULL,
    code text NOT NULL,
    about_id text COLLATE "C" NOT NULL,
    subject_id text COLLATE "C" NOT NULL,
    post_id text COLLATE "C",
    count integer NOT NULL,
    created_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    read_at timestamptz,
    open boolean NOT NULL,
    in_app boolean NOT NULL,
    mailed_at timestamptz
  )`,
  'CREATE INDEX notifications_member_id_occurred_at_id_idx ON notifications (member_id, occurred_at, id)',
  'CREATE UNIQUE INDEX notifications_open_idx ON notifications (member_id, kind, about_id, code) WHERE open',
  'CREATE INDEX notifications_created_at_idx ON notifications (created_at)',
  `CREATE TABLE notification_sources (
    member_id text COLLATE "C" NOT NULL,
    cause text COLLATE "C" NOT NULL,
    notification_id text COLLATE "C" NOT NULL REFERENCES notifications ON DELETE CASCADE,
    actor_id text COLLATE "C",
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, cause)
  )`,
  'CREATE INDEX notification_sources_cause_idx ON notification_sources (cause)',
  'CREATE INDEX notification_sources_actor_id_idx ON notification_sources (actor_id)',
  `CREATE INDEX notification_sources_notification_id_occurred_at_idx
     ON notification_sources (notification_id, occurred_at)`,
  `CREATE TABLE notification_preferences (
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    kind text NOT NULL,
    in_app boolean NOT NULL,
    mail boolean NOT NULL,
    PRIMARY KEY (member_id, kind)
  )`,
  `CREATE TABLE mail_preferences (
    member_id text COLLATE "C" PRIMARY KEY REFERENCES members ON DELETE CASCADE,
    weekly_digest boolean NOT NULL,
    quiet_from text,
    quiet_to text
  )`,
  `CREATE TABLE mutes (
    member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
    target_id text COLLATE "C" NOT NULL,
    muted_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, target_id)
  )`,
  `CREATE TABLE known_posts (
    id text COLLATE "C" PRIMARY KEY,
    published boolean NOT NULL,
    visibility text NOT NULL,
    author_id text COLLATE "C",
    organisation_id text COLLATE "C"
  )`,
];

export class Notifications1763900022000 implements MigrationInterface {
  readonly name = 'Notifications1763900022000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE members ADD COLUMN time_zone text NOT NULL DEFAULT 'Europe/Paris'`);
    for (const statement of TABLES) await db.query(statement);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE known_posts, mutes, mail_preferences, notification_preferences, notification_sources, notifications',
    );
    await db.query('ALTER TABLE members DROP COLUMN time_zone');
  }
}
