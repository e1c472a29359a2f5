import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENUMS = {
  organisation_kind:
    "'COMPANY', 'ASSOCIATION', 'GROUP', 'BANK', 'UNIVERSITY', 'CHAIR', 'FUND', 'NETWORK', 'PUBLIC_BODY', 'OTHER'",
  name_kind: "'OFFICIAL', 'SHORT', 'ALIAS', 'FORMER', 'MISSPELLING'",
  role_code: "'FOUNDER', 'DIRECTOR', 'CSR_DIRECTOR', 'PROFESSOR', 'EMPLOYEE', 'OTHER'",
  partnership_kind: "'CO_CONSTRUCTION', 'SOCIAL_BUSINESS', 'PATRONAGE', 'SPONSORSHIP', 'OTHER'",
  programme_status: "'PLANNED', 'ACTIVE', 'COMPLETED', 'CLOSED', 'UNKNOWN'",
  ordered_item_kind: "'AXIS', 'CRITERION'",
  participation_role:
    "'PARTNER', 'INITIATOR', 'OPERATOR', 'FUNDER', 'ACADEMIC_PARTNER', 'NETWORK_MEMBER', 'BENEFICIARY'",
};

const TABLES = [
  `CREATE TABLE organisations (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    kind organisation_kind NOT NULL,
    homepage text,
    country text,
    parent_id text COLLATE "C" REFERENCES organisations
  )`,
  `CREATE TABLE organisation_names (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id text COLLATE "C" NOT NULL REFERENCES organisations,
    value text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    kind name_kind NOT NULL,
    lang text,
    since jsonb,
    until jsonb,
    UNIQUE (organisation_id, value)
  )`,
  `CREATE TABLE organisation_identifiers (
    scheme text COLLATE "C",
    value text COLLATE "C",
    organisation_id text COLLATE "C" NOT NULL REFERENCES organisations,
    uri text,
    PRIMARY KEY (scheme, value)
  )`,
  `CREATE TABLE merged_organisations (
    merged_id text COLLATE "C" PRIMARY KEY,
    survivor_id text COLLATE "C" NOT NULL REFERENCES organisations
  )`,
  `CREATE TABLE people (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL
  )`,
  `CREATE TABLE affiliations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id text COLLATE "C" NOT NULL REFERENCES people,
    organisation_id text COLLATE "C" NOT NULL REFERENCES organisations,
    role text NOT NULL,
    role_code role_code NOT NULL,
    since jsonb,
    until jsonb,
    fact_id text COLLATE "C" NOT NULL,
    UNIQUE (person_id, organisation_id, role)
  )`,
  `CREATE TABLE partnerships (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    kind partnership_kind NOT NULL,
    theme text
  )`,
  `CREATE TABLE programmes (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    status programme_status NOT NULL,
    parent_id text COLLATE "C" REFERENCES programmes,
    partnership_id text COLLATE "C" REFERENCES partnerships
  )`,
  `CREATE TABLE programme_names (
    programme_id text COLLATE "C" REFERENCES programmes,
    value text,
    name_key text COLLATE "C" NOT NULL,
    PRIMARY KEY (programme_id, value)
  )`,
  `CREATE TABLE ordered_items (
    programme_id text COLLATE "C" REFERENCES programmes,
    kind ordered_item_kind,
    position integer,
    text text NOT NULL,
    satisfied_by_ids text[] NOT NULL,
    fact_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (programme_id, kind, position)
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
    fact_id text COLLATE "C" NOT NULL,
    CONSTRAINT participations_check CHECK (num_nonnulls(programme_id, partnership_id) = 1)
  )`,
];

const INDEXES = [
  'organisations (name_key, id)',
  'organisations (parent_id)',
  'organisation_names (name_key)',
  'organisation_identifiers (organisation_id)',
  'merged_organisations (survivor_id)',
  'people (name_key)',
  'affiliations (organisation_id)',
  'partnerships (name_key)',
  'programmes (partnership_id)',
  'programme_names (name_key)',
  'participations (organisation_id)',
  'participations (programme_id)',
  'participations (partnership_id)',
];

const PARTNERS = `CREATE VIEW partners AS
  SELECT
    pairs.organisation_id || ' ' || pairs.partner_id AS id,
    pairs.organisation_id,
    pairs.partner_id,
    partner.name_key AS partner_name_key
  FROM (
    SELECT mine.organisation_id, theirs.organisation_id AS partner_id
    FROM participations mine JOIN participations theirs USING (programme_id)
    WHERE theirs.organisation_id <> mine.organisation_id
    UNION
    SELECT mine.organisation_id, theirs.organisation_id
    FROM participations mine JOIN participations theirs USING (partnership_id)
    WHERE theirs.organisation_id <> mine.organisation_id
  ) pairs
  JOIN organisations partner ON partner.id = pairs.partner_id`;

const indexName = (index: string): string =>
  `${index
    .replace(/[(),]/g, ' ')
    .trim()
    .split(/\s+/)
    .join('_')}_idx`;

export class Organisations1763900000000 implements MigrationInterface {
  readonly name = 'Organisations1763900000000';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, values] of Object.entries(ENUMS)) await db.query(`CREATE TYPE ${name} AS ENUM (${values})`);
    for (const table of TABLES) await db.query(table);
    for (const index of INDEXES) await db.query(`CREATE INDEX ${indexName(index)} ON ${index}`);
    await db.query(PARTNERS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW partners');
    await db.query(
      'DROP TABLE participations, ordered_items, programme_names, programmes, partnerships, affiliations, people, merged_organisations, organisation_identifiers, organisation_names, organisations',
    );
    await db.query(`DROP TYPE ${Object.keys(ENUMS).join(', ')}`);
  }
}
