import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENUMS = {
  organisation_kind:
    "'COMPANY', 'ASSOCIATION', 'GROUP', 'BANK', 'UNIVERSITY', 'CHAIR', 'FUND', 'NETWORK', 'PUBLIC_BODY', 'OTHER'",
  name_kind: "'OFFICIAL', 'SHORT', 'ALIAS', 'FORMER', 'MISSPELLING'",
  partnership_kind: "'CO_CONSTRUCTION', 'SOCIAL_BUSINESS', 'PATRONAGE', 'SPONSORSHIP', 'OTHER'",
  programme_status: "'PLANNED', 'ACTIVE', 'COMPLETED', 'CLOSED', 'UNKNOWN'",
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
];

const INDEXES = [
  'CREATE INDEX organisations_name_key_id_idx ON organisations (name_key, id)',
  'CREATE INDEX organisations_parent_id_idx ON organisations (parent_id)',
  'CREATE INDEX organisation_names_name_key_idx ON organisation_names (name_key)',
  'CREATE INDEX organisation_identifiers_organisation_id_idx ON organisation_identifiers (organisation_id)',
  'CREATE INDEX merged_organisations_survivor_id_idx ON merged_organisations (survivor_id)',
  'CREATE INDEX people_name_key_idx ON people (name_key)',
  'CREATE INDEX partnerships_name_key_idx ON partnerships (name_key)',
  'CREATE INDEX programmes_partnership_id_idx ON programmes (partnership_id)',
  'CREATE INDEX programme_names_name_key_idx ON programme_names (name_key)',
];

export class Organisations1763900000000 implements MigrationInterface {
  readonly name = 'Organisations1763900000000';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, values] of Object.entries(ENUMS)) await db.query(`CREATE TYPE ${name} AS ENUM (${values})`);
    for (const table of TABLES) await db.query(table);
    for (const index of INDEXES) await db.query(index);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE programme_names, programmes, partnerships, people, merged_organisations, organisation_identifiers, organisation_names, organisations',
    );
    await db.query(`DROP TYPE ${Object.keys(ENUMS).join(', ')}`);
  }
}
