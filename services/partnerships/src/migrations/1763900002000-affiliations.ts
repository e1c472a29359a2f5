import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENUMS = {
  role_code: "'FOUNDER', 'DIRECTOR', 'CSR_DIRECTOR', 'PROFESSOR', 'EMPLOYEE', 'OTHER'",
  participation_role:
    "'PARTNER', 'INITIATOR', 'OPERATOR', 'FUNDER', 'ACADEMIC_PARTNER', 'NETWORK_MEMBER', 'BENEFICIARY'",
  ordered_item_kind: "'AXIS', 'CRITERION'",
};

const TABLES = [
  `CREATE TABLE affiliations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id text COLLATE "C" NOT NULL REFERENCES people,
    organisation_id text COLLATE "C" NOT NULL REFERENCES organisations,
    role text NOT NULL,
    role_code role_code NOT NULL,
    since jsonb,
    until jsonb,
    fact_id text COLLATE "C" NOT NULL REFERENCES facts,
    UNIQUE (person_id, organisation_id, role)
  )`,
  `CREATE TABLE participations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id text COLLATE "C" REFERENCES organisations,
    programme_id text COLLATE "C" REFERENCES programmes,
    partnership_id text COLLATE "C" REFERENCES partnerships,
    role participation_role NOT NULL,
    since jsonb,
    until jsonb,
    dimension_values jsonb NOT NULL,
    fact_id text COLLATE "C" NOT NULL REFERENCES facts,
    CONSTRAINT participations_check CHECK (num_nonnulls(programme_id, partnership_id) = 1)
  )`,
  `CREATE TABLE ordered_items (
    programme_id text COLLATE "C" REFERENCES programmes,
    kind ordered_item_kind,
    position integer,
    text text NOT NULL,
    satisfied_by_ids text[] NOT NULL,
    fact_id text COLLATE "C" NOT NULL REFERENCES facts,
    PRIMARY KEY (programme_id, kind, position)
  )`,
];

const INDEXES = [
  'CREATE INDEX affiliations_organisation_id_idx ON affiliations (organisation_id)',
  'CREATE INDEX participations_organisation_id_idx ON participations (organisation_id)',
  'CREATE INDEX participations_programme_id_idx ON participations (programme_id)',
  'CREATE INDEX participations_partnership_id_idx ON participations (partnership_id)',
];

export const PARTNERS = `CREATE VIEW partners AS
  WITH stated AS NOT MATERIALIZED (
    SELECT participations.*
    FROM participations JOIN facts ON facts.id = participations.fact_id
    WHERE facts.superseded_at IS NULL AND facts.status <> 'RETRACTED'
  )
  SELECT
    pairs.organisation_id || ' ' || pairs.partner_id AS id,
    pairs.organisation_id,
    pairs.partner_id,
    partner.name_key AS partner_name_key
  FROM (
    SELECT mine.organisation_id, theirs.organisation_id AS partner_id
    FROM stated mine JOIN stated theirs USING (programme_id)
    WHERE theirs.organisation_id <> mine.organisation_id
    UNION
    SELECT mine.organisation_id, theirs.organisation_id
    FROM stated mine JOIN stated theirs USING (partnership_id)
    WHERE theirs.organisation_id <> mine.organisation_id
  ) pairs
  JOIN organisations partner ON partner.id = pairs.partner_id`;

/** Affiliations, participations and ordered items. They reference both subjects and facts. */
export class Affiliations1763900002000 implements MigrationInterface {
  readonly name = 'Affiliations1763900002000';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, values] of Object.entries(ENUMS)) await db.query(`CREATE TYPE ${name} AS ENUM (${values})`);
    for (const table of TABLES) await db.query(table);
    for (const index of INDEXES) await db.query(index);
    await db.query(PARTNERS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW partners');
    await db.query('DROP TABLE ordered_items, participations, affiliations');
    await db.query(`DROP TYPE ${Object.keys(ENUMS).join(', ')}`);
  }
}
