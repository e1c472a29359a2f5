import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other services learn of the affiliations that were verified before there were events for it. */
const BACKFILL = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT (SELECT coalesce(max(position), 0) FROM events) + row_number() OVER (ORDER BY id),
    'AffiliationVerified', id, jsonb_build_object('organisationId', organisation_id), now()
  FROM members WHERE organisation_verified AND organisation_id IS NOT NULL`;

export class AffiliationsAndRoles1763900021000 implements MigrationInterface {
  readonly name = 'AffiliationsAndRoles1763900021000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(BACKFILL);
    await db.query(`
      CREATE TABLE organisation_domains (
        domain text COLLATE "C" PRIMARY KEY,
        organisation_id text COLLATE "C" NOT NULL
      )`);
    await db.query('CREATE INDEX organisation_domains_organisation_id_idx ON organisation_domains (organisation_id)');
    await db.query(`
      CREATE TABLE role_changes (
        id text COLLATE "C" PRIMARY KEY,
        member_id text COLLATE "C" NOT NULL REFERENCES members ON DELETE CASCADE,
        changed_by_id text COLLATE "C" REFERENCES members ON DELETE SET NULL,
        before role[] NOT NULL,
        after role[] NOT NULL,
        reason text,
        changed_at timestamptz NOT NULL
      )`);
    await db.query('CREATE INDEX role_changes_member_id_changed_at_id_idx ON role_changes (member_id, changed_at, id)');
    await db.query('CREATE INDEX role_changes_changed_by_id_idx ON role_changes (changed_by_id)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE role_changes, organisation_domains');
  }
}
