import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name is recorded in migrated databases. Never rename it. */
export class Leaving1763900000004 implements MigrationInterface {
  readonly name = 'Leaving1763900000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE data_exports (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        requested_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX data_exports_member_id_idx ON data_exports (member_id)');
    await db.query(`
      CREATE TABLE foreign_accounts (
        key text COLLATE "C" PRIMARY KEY,
        issuer text NOT NULL,
        member_id text COLLATE "C" REFERENCES members ON DELETE SET NULL,
        linked_at timestamptz NOT NULL,
        erased_at timestamptz
      )`);
    await db.query('CREATE INDEX foreign_accounts_member_id_idx ON foreign_accounts (member_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE foreign_accounts');
    await db.query('DROP TABLE data_exports');
  }
}
