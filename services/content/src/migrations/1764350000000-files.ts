import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1764350000000 implements MigrationInterface {
  readonly name = 'Files1764350000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE uploads (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL,
        file_name text NOT NULL,
        bytes integer NOT NULL,
        token_hash text NOT NULL,
        created_at timestamptz NOT NULL,
        received_at timestamptz,
        ended_at timestamptz
      )`);
    await db.query('CREATE INDEX uploads_member_id_idx ON uploads (member_id)');
    await db.query('CREATE INDEX uploads_created_at_idx ON uploads (created_at)');
    await db.query(`
      CREATE TABLE attachments (
        id text COLLATE "C" PRIMARY KEY,
        post_id text COLLATE "C" NOT NULL REFERENCES posts ON DELETE CASCADE,
        member_id text COLLATE "C",
        file_name text NOT NULL,
        content_type text NOT NULL,
        bytes integer NOT NULL,
        alt text,
        width integer,
        height integer,
        access_key text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX attachments_post_id_created_at_id_idx ON attachments (post_id, created_at, id)');
    await db.query('CREATE INDEX attachments_member_id_idx ON attachments (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE attachments, uploads');
  }
}
