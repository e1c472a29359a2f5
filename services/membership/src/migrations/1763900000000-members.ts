import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Members1763900000000 implements MigrationInterface {
  readonly name = 'Members1763900000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TYPE role AS ENUM ('MEMBER', 'EDITOR', 'ANALYST', 'MODERATOR', 'ADMIN')`);
    await db.query(`
      CREATE TABLE members (
        id text COLLATE "C" PRIMARY KEY,
        handle text NOT NULL,
        name text NOT NULL,
        bio text,
        locale text NOT NULL,
        organisation_id text,
        organisation_title text,
        organisation_verified boolean NOT NULL DEFAULT false,
        roles role[] NOT NULL,
        joined_at timestamptz NOT NULL,
        suspended boolean NOT NULL DEFAULT false
      )`);
    await db.query('CREATE UNIQUE INDEX members_handle_idx ON members (handle)');
    await db.query('CREATE INDEX members_organisation_id_idx ON members (organisation_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE members');
    await db.query('DROP TYPE role');
  }
}
