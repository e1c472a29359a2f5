import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isCountedFact } from '../subject/fact-count';
import { SUBJECT_TABLES } from '../subject/subject-table';
import { createPastViews, dropPastViews } from '../time/past-views';
import { keepVersions } from '../time/versioned-table';

const TABLES = [
  `CREATE TABLE merges (
    id text COLLATE "C" PRIMARY KEY,
    merged_id text COLLATE "C" NOT NULL,
    into_id text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    recorded_by_id text COLLATE "C",
    undone_reason text,
    undone_by_id text COLLATE "C",
    known_from timestamptz NOT NULL,
    known_to timestamptz NOT NULL DEFAULT 'infinity',
    CONSTRAINT merges_check CHECK (known_from < known_to AND merged_id <> into_id)
  )`,
  `CREATE UNIQUE INDEX merges_current_idx ON merges (merged_id) WHERE known_to = 'infinity'`,
  'CREATE INDEX merges_into_id_idx ON merges (into_id)',
  `CREATE TABLE identities (
    id text COLLATE "C" PRIMARY KEY,
    survivor_id text COLLATE "C" NOT NULL,
    merged_at timestamptz NOT NULL,
    CONSTRAINT identities_check CHECK (id <> survivor_id)
  )`,
  'CREATE INDEX identities_survivor_id_idx ON identities (survivor_id)',
];

/** Merges of before have no date: they count as known always. */
const MOVE = [
  `INSERT INTO merges (id, merged_id, into_id, reason, known_from)
   SELECT 'merge_' || split_part(merged_id, '_', 2), merged_id, survivor_id, '', '-infinity' FROM merged_organisations`,
  `INSERT INTO identities SELECT merged_id, survivor_id, '-infinity' FROM merged_organisations`,
  'DROP TABLE merged_organisations',
];

/** Triggers that count facts add to what the subject of the fact was merged into. */
const CHANGES = {
  inserted: { after_change: 1 },
  updated: { before_change: -1, after_change: 1 },
  deleted: { before_change: -1 },
} as const;

const countFunctions = (isHomed: boolean): string[] =>
  Object.entries(CHANGES).map(([name, signs]) => {
    const id = isHomed ? 'coalesce(identity.survivor_id, changed.subject_id)' : 'changed.subject_id';
    const join = isHomed ? 'LEFT JOIN identities identity ON identity.id = changed.subject_id' : '';
    const changes = Object.entries(signs)
      .map(
        ([rows, sign]) =>
          `SELECT ${id} AS id, ${sign} AS one FROM ${rows} changed ${join} WHERE ${isCountedFact('changed')}`,
      )
      .join(' UNION ALL ');
    const updates = SUBJECT_TABLES.map(
      (table) => `UPDATE ${table} SET fact_count = fact_count + moved.sum FROM unnest(ids, sums) moved (id, sum)
        WHERE ${table}.id = moved.id;`,
    );
    return `CREATE OR REPLACE FUNCTION count_${name}_facts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      DECLARE ids text[]; sums integer[];
      BEGIN
        SELECT array_agg(id), array_agg(sum) INTO ids, sums
        FROM (SELECT id, CAST(sum(one) AS integer) AS sum FROM (${changes}) changes GROUP BY id HAVING sum(one) <> 0) moved;
        IF ids IS NOT NULL THEN
          ${updates.join('\n')}
        END IF;
        RETURN NULL;
      END $$`;
  });

const JOINT = (column: string): string =>
  `SELECT mine.organisation_id, mine.fact_id, theirs.organisation_id AS partner_id, theirs.fact_id AS partner_fact_id,
     greatest(mine.visible_to, theirs.visible_to) AS visible_to
   FROM stated mine JOIN stated theirs USING (${column}) WHERE theirs.organisation_id <> mine.organisation_id`;

const PARTICIPATIONS = 'SELECT organisation_id, programme_id, partnership_id, fact_id FROM participations';

/** Two branches, so that a search by organisation uses an index of each. */
const HOMED_PARTICIPATIONS = `
  SELECT organisation_id, programme_id, partnership_id, fact_id FROM participations
  WHERE NOT EXISTS (SELECT FROM identities WHERE identities.id = participations.organisation_id)
  UNION ALL
  SELECT identities.survivor_id, programme_id, partnership_id, fact_id
  FROM identities JOIN participations ON participations.organisation_id = identities.id`;

const partners = (participations: string): string => `
  CREATE VIEW partners AS
  WITH stated AS NOT MATERIALIZED (
    SELECT participations.*, facts.visible_to FROM (${participations}) participations JOIN facts ON facts.id = participations.fact_id
    WHERE facts.known_to = 'infinity' AND facts.status <> 'RETRACTED'
  )
  SELECT pairs.organisation_id || ' ' || pairs.partner_id AS id, pairs.organisation_id, pairs.partner_id,
    partner.name_key AS partner_name_key, pairs.fact_ids, pairs.partner_fact_ids, pairs.visible_to
  FROM (
    SELECT organisation_id, partner_id, array_agg(fact_id) AS fact_ids, array_agg(partner_fact_id) AS partner_fact_ids,
      min(visible_to) AS visible_to
    FROM (${JOINT('programme_id')} UNION ALL ${JOINT('partnership_id')}) joint
    GROUP BY organisation_id, partner_id
  ) pairs JOIN organisations partner ON partner.id = pairs.partner_id`;

/**
 * Merges of organisations and persons: a tree of redirects with time, and its closure in `identities`. A merge moves nothing:
 * everything keeps the id as stated, and is read as that of what it was merged into.
 */
export class Merges1764470000000 implements MigrationInterface {
  readonly name = 'Merges1764470000000';

  async up(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    for (const sql of TABLES) await db.query(sql);
    for (const sql of MOVE) await db.query(sql);
    await keepVersions(db, 'identities');
    await db.query(`INSERT INTO identities_versions SELECT identities.*, '-infinity' FROM identities`);
    for (const sql of countFunctions(true)) await db.query(sql);
    await db.query('DROP VIEW partners');
    await db.query(partners(HOMED_PARTICIPATIONS));
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    await db.query('DROP VIEW partners');
    await db.query(partners(PARTICIPATIONS));
    for (const sql of countFunctions(false)) await db.query(sql);
    await db.query('DROP TABLE identities_versions, identities, merges');
    await db.query(`CREATE TABLE merged_organisations (
      merged_id text COLLATE "C" PRIMARY KEY, survivor_id text COLLATE "C" NOT NULL REFERENCES organisations)`);
    await db.query('CREATE INDEX merged_organisations_survivor_id_idx ON merged_organisations (survivor_id)');
    await createPastViews(db);
  }
}
