import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Accounts1763900000001 implements MigrationInterface {
  readonly name = 'Accounts1763900000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE members ADD COLUMN handle_skeleton text');
    // The same mapping as handleSkeleton. Of existing members whose handles look alike, the later ones get their id instead.
    await db.query(`
      UPDATE members SET handle_skeleton = CASE WHEN numbered.place = 1 THEN numbered.skeleton ELSE members.id END
      FROM (
        SELECT id, skeleton, row_number() OVER (PARTITION BY skeleton ORDER BY joined_at, id) AS place
        FROM (
          SELECT id, joined_at, replace(replace(translate(handle, '01', 'ol'), 'rn', 'm'), 'vv', 'w') AS skeleton
          FROM members
        ) AS skeletons
      ) AS numbered
      WHERE numbered.id = members.id`);
    await db.query('ALTER TABLE members ALTER COLUMN handle_skeleton SET NOT NULL');
    await db.query('CREATE UNIQUE INDEX members_handle_skeleton_idx ON members (handle_skeleton)');
    await db.query(`
      CREATE TABLE accounts (
        member_id text COLLATE "C" PRIMARY KEY REFERENCES members ON DELETE CASCADE,
        email text NOT NULL,
        password_hash text NOT NULL,
        email_verified_at timestamptz NOT NULL
      )`);
    await db.query('CREATE UNIQUE INDEX accounts_email_idx ON accounts (email)');
    await db.query(`
      CREATE TABLE registrations (
        token_hash text COLLATE "C" PRIMARY KEY,
        email text NOT NULL,
        password_hash text NOT NULL,
        handle text NOT NULL,
        name text NOT NULL,
        locale text NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX registrations_email_idx ON registrations (email)');
    await db.query(`
      CREATE TABLE password_resets (
        token_hash text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" REFERENCES members ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX password_resets_member_id_idx ON password_resets (member_id)');
    await db.query(`
      CREATE TABLE throttles (
        key text COLLATE "C" PRIMARY KEY,
        failures integer NOT NULL,
        free integer NOT NULL,
        last_failure_at timestamptz NOT NULL,
        locked_until timestamptz NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of ['throttles', 'password_resets', 'registrations', 'accounts']) {
      await db.query(`DROP TABLE ${table}`);
    }
    await db.query('ALTER TABLE members DROP COLUMN handle_skeleton');
  }
}
