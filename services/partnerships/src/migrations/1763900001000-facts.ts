import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENUMS = {
  fact_value_kind: "'QUANTITY', 'DATE', 'TEXT', 'ENTITY', 'BOOLEAN'",
  fact_measure: "'ACTUAL', 'BASELINE', 'TARGET', 'ESTIMATE', 'RATE', 'STATEMENT'",
  value_presence: "'VALUE', 'UNKNOWN', 'NONE'",
  // Best first: queries sort by rank and confidence.
  fact_rank: "'PREFERRED', 'NORMAL', 'DEPRECATED'",
  confidence: "'HIGH', 'MEDIUM', 'LOW'",
  fact_status: "'PROPOSED', 'ACCEPTED', 'DISPUTED', 'RETRACTED'",
  source_kind: "'POST', 'PRESS_RELEASE', 'WEB_PAGE', 'DATASET', 'INTERVIEW'",
};

const TABLES = [
  `CREATE TABLE units (
    code text COLLATE "C" PRIMARY KEY,
    labels jsonb NOT NULL
  )`,
  `CREATE TABLE fact_properties (
    key text COLLATE "C" PRIMARY KEY,
    labels jsonb NOT NULL,
    definitions jsonb NOT NULL,
    value_kind fact_value_kind NOT NULL,
    unit_code text COLLATE "C" REFERENCES units,
    per text[] NOT NULL,
    higher_is_better boolean,
    additive boolean NOT NULL
  )`,
  `CREATE TABLE sources (
    id text COLLATE "C" PRIMARY KEY,
    kind source_kind NOT NULL,
    title text NOT NULL,
    lang text NOT NULL,
    url text,
    publisher text,
    published jsonb,
    retrieved_at timestamptz,
    sha256 text,
    text text,
    post_id text COLLATE "C",
    document_key text COLLATE "C" NOT NULL,
    revision integer NOT NULL,
    origin_key text NOT NULL
  )`,
  `CREATE TABLE facts (
    id text COLLATE "C" PRIMARY KEY,
    subject_id text COLLATE "C" NOT NULL,
    property_key text COLLATE "C" NOT NULL REFERENCES fact_properties,
    measure fact_measure NOT NULL,
    presence value_presence NOT NULL,
    amount numeric,
    lower numeric,
    upper numeric,
    unit_code text COLLATE "C" REFERENCES units,
    approximate boolean NOT NULL,
    date_value jsonb,
    date_earliest date,
    date_latest date,
    text_value text,
    text_lang text,
    quoted boolean NOT NULL,
    said_by_id text COLLATE "C",
    entity_id text COLLATE "C",
    boolean_value boolean,
    raw text,
    valid_from jsonb,
    valid_to jsonb,
    valid_earliest date,
    valid_latest date,
    due jsonb,
    country text,
    dimension_values jsonb NOT NULL,
    confidence confidence NOT NULL,
    issues jsonb NOT NULL,
    rank fact_rank NOT NULL,
    status fact_status NOT NULL,
    reviewed_status fact_status NOT NULL,
    formula text,
    derived_from_ids text[] NOT NULL,
    document_key text COLLATE "C" NOT NULL,
    claim_key text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    fingerprint text NOT NULL,
    statement_key text NOT NULL,
    supersedes_id text COLLATE "C" REFERENCES facts,
    superseded_at timestamptz,
    recorded_at timestamptz NOT NULL,
    recorded_by_id text COLLATE "C",
    CONSTRAINT facts_check CHECK (lower <= upper)
  )`,
  `CREATE TABLE fact_contradictions (
    fact_id text COLLATE "C" REFERENCES facts,
    other_id text COLLATE "C" REFERENCES facts,
    declared boolean NOT NULL,
    PRIMARY KEY (fact_id, other_id)
  )`,
  `CREATE TABLE citations (
    id text COLLATE "C" PRIMARY KEY,
    fact_id text COLLATE "C" REFERENCES facts,
    organisation_name_id bigint REFERENCES organisation_names ON DELETE CASCADE,
    source_id text COLLATE "C" NOT NULL REFERENCES sources,
    reported_source_id text COLLATE "C" REFERENCES sources,
    document_key text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    quote text NOT NULL,
    lang text NOT NULL,
    start_offset integer,
    end_offset integer,
    origin_key text,
    CONSTRAINT citations_check CHECK (num_nonnulls(fact_id, organisation_name_id) = 1)
  )`,
];

const INDEXES = [
  'sources (post_id)',
  'facts (property_key)',
  'facts (subject_id, property_key, measure, id)',
  'facts (statement_key)',
  'fact_contradictions (other_id)',
  'citations (fact_id)',
  'citations (organisation_name_id)',
  'citations (source_id)',
  'citations (reported_source_id)',
];

const UNIQUE_INDEXES = [
  'sources (document_key, revision)',
  'facts (document_key, claim_key, version)',
  'facts (supersedes_id)',
];

const CITED_FACTS = `CREATE VIEW cited_facts AS
  SELECT
    cited.cited_id || ' ' || fact.id AS id,
    cited.cited_id,
    fact.id AS fact_id,
    fact.subject_id,
    fact.property_key,
    fact.measure
  FROM (
    SELECT source_id AS cited_id, fact_id FROM citations
    UNION
    SELECT reported_source_id, fact_id FROM citations
    UNION
    SELECT source.post_id, citation.fact_id FROM citations citation JOIN sources source ON source.id = citation.source_id
  ) cited
  JOIN facts fact ON fact.id = cited.fact_id
  WHERE cited.cited_id IS NOT NULL AND fact.superseded_at IS NULL`;

const nameOf = (index: string): string => `${index.replace(/[(),]/g, ' ').trim().split(/\s+/).join('_')}_idx`;

export class Facts1763900001000 implements MigrationInterface {
  readonly name = 'Facts1763900001000';

  async up(db: QueryRunner): Promise<void> {
    for (const [name, values] of Object.entries(ENUMS)) await db.query(`CREATE TYPE ${name} AS ENUM (${values})`);
    for (const table of TABLES) await db.query(table);
    for (const index of INDEXES) await db.query(`CREATE INDEX ${nameOf(index)} ON ${index}`);
    for (const index of UNIQUE_INDEXES) await db.query(`CREATE UNIQUE INDEX ${nameOf(index)} ON ${index}`);
    await db.query(CITED_FACTS);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW cited_facts');
    await db.query('DROP TABLE citations, fact_contradictions, facts, sources, fact_properties, units');
    await db.query(`DROP TYPE ${Object.keys(ENUMS).join(', ')}`);
  }
}
