import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The answers of members to events, and the secrets in the addresses of their calendars. */
export class Calendars1764370000000 implements MigrationInterface {
  readonly name = 'Calendars1764370000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE event_answers (
        post_id text COLLATE "C" NOT NULL,
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        going boolean NOT NULL,
        PRIMARY KEY (post_id, member_id)
      )`);
    await db.query('CREATE INDEX event_answers_member_id_idx ON event_answers (member_id)');
    await db.query(`
      CREATE TABLE calendar_tokens (
        member_id text COLLATE "C" PRIMARY KEY REFERENCES members ON DELETE CASCADE,
        hash text COLLATE "C" NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX calendar_tokens_hash_idx ON calendar_tokens (hash)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE calendar_tokens');
    await db.query('DROP TABLE event_answers');
  }
}
