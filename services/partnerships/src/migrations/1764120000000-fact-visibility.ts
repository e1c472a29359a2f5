import type { MigrationInterface, QueryRunner } from 'typeorm';
import { refreshFactVisibility } from '../visibility/repair-fact-visibility';
import { citedFacts } from './1763900013000-post-topics';

/** The smallest is 0. 2 also where the audience is not known: such a post is visible to those who may see every post. */
const CLASS = `CASE
  WHEN source.post_id IS NULL OR (audience.published AND audience.visibility = 'PUBLIC') THEN 0
  WHEN audience.published AND audience.visibility = 'MEMBERS' THEN 1
  ELSE 2 END`;

/** Citations of the facts $1 with the audience of the post that they are from, if any. */
const CITING = `citations citation JOIN sources source ON source.id = citation.source_id
    LEFT JOIN post_audiences audience ON audience.post_id = source.post_id`;

const REFRESH = `CREATE FUNCTION refresh_fact_visibility(changed text[]) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
  UPDATE facts SET visible_to = now.visible_to
  FROM (
    SELECT changed.id, CAST(coalesce(min(cited.class), 0) AS smallint) AS visible_to
    FROM unnest(changed) AS changed (id)
    LEFT JOIN (SELECT citation.fact_id, ${CLASS} AS class FROM ${CITING} WHERE citation.fact_id = ANY(changed)) cited
      ON cited.fact_id = changed.id
    GROUP BY changed.id
  ) now
  WHERE facts.id = now.id AND facts.visible_to <> now.visible_to;
  WITH wanted AS (
    SELECT cited.id AS cited_id, fact.id AS fact_id, fact.subject_id, fact.property_key, fact.measure,
      fact.status = 'RETRACTED' AS retracted, CAST(min(${CLASS}) AS smallint) AS visible_to
    FROM ${CITING} JOIN facts fact ON fact.id = citation.fact_id
    CROSS JOIN LATERAL (VALUES (source.id), (source.post_id), (citation.reported_source_id)) cited (id)
    WHERE citation.fact_id = ANY(changed) AND fact.superseded_at IS NULL AND cited.id IS NOT NULL
    GROUP BY cited.id, fact.id
  ), gone AS (
    DELETE FROM cited_facts old WHERE old.fact_id = ANY(changed)
    AND NOT EXISTS (SELECT FROM wanted WHERE wanted.cited_id = old.cited_id AND wanted.fact_id = old.fact_id)
  )
  INSERT INTO cited_facts AS old (cited_id, fact_id, subject_id, property_key, measure, retracted, visible_to)
  SELECT * FROM wanted ORDER BY cited_id, fact_id
  ON CONFLICT (cited_id, fact_id) DO UPDATE SET subject_id = excluded.subject_id, property_key = excluded.property_key,
    measure = excluded.measure, retracted = excluded.retracted, visible_to = excluded.visible_to
  WHERE (old.subject_id, old.property_key, old.measure, old.retracted, old.visible_to)
    IS DISTINCT FROM (excluded.subject_id, excluded.property_key, excluded.measure, excluded.retracted, excluded.visible_to);
$$`;

/** Functions of triggers on statements: \`before_change\` and \`after_change\` are the rows that the statement changed. */
const TRIGGERS: Readonly<
  Record<string, { readonly inserted?: string; readonly updated: string; readonly deleted?: string }>
> = {
  citations: {
    inserted: 'SELECT fact_id FROM after_change',
    updated: 'SELECT fact_id FROM before_change UNION SELECT fact_id FROM after_change',
    deleted: 'SELECT fact_id FROM before_change',
  },
  post_audiences: {
    inserted:
      'SELECT citation.fact_id FROM after_change JOIN sources USING (post_id) JOIN citations citation ON citation.source_id = sources.id',
    updated: `SELECT citation.fact_id FROM before_change JOIN after_change USING (post_id) JOIN sources USING (post_id)
      JOIN citations citation ON citation.source_id = sources.id
      WHERE before_change.published <> after_change.published OR before_change.visibility <> after_change.visibility`,
    deleted:
      'SELECT citation.fact_id FROM before_change JOIN sources USING (post_id) JOIN citations citation ON citation.source_id = sources.id',
  },
  sources: {
    updated: `SELECT citation.fact_id FROM before_change JOIN after_change USING (id) JOIN citations citation ON citation.source_id = after_change.id
      WHERE before_change.post_id IS DISTINCT FROM after_change.post_id`,
  },
  facts: {
    updated: `SELECT id AS fact_id FROM before_change JOIN after_change USING (id)
      WHERE (before_change.superseded_at, before_change.status = 'RETRACTED', before_change.subject_id, before_change.property_key, before_change.measure)
      IS DISTINCT FROM (after_change.superseded_at, after_change.status = 'RETRACTED', after_change.subject_id, after_change.property_key, after_change.measure)`,
  },
};

const changedFacts = (select: string): string =>
  `changed := ARRAY(SELECT DISTINCT fact_id FROM (${select}) changed WHERE fact_id IS NOT NULL ORDER BY 1);`;

const EVENTS = {
  inserted: ['INSERT', 'NEW TABLE AS after_change'],
  updated: ['UPDATE', 'OLD TABLE AS before_change NEW TABLE AS after_change'],
  deleted: ['DELETE', 'OLD TABLE AS before_change'],
} as const;

const createTriggers = async (db: QueryRunner): Promise<void> => {
  for (const [table, selects] of Object.entries(TRIGGERS)) {
    for (const [name, [event, tables]] of Object.entries(EVENTS)) {
      const select = selects[name as keyof typeof EVENTS];
      if (!select) continue;
      const called = `refresh_facts_of_${name}_${table}`;
      await db.query(`CREATE FUNCTION ${called}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        DECLARE changed text[];
        BEGIN
          ${changedFacts(select)}
          IF changed <> '{}' THEN PERFORM refresh_fact_visibility(changed); END IF;
          RETURN NULL;
        END $$`);
      await db.query(`CREATE TRIGGER ${called} AFTER ${event} ON ${table} REFERENCING ${tables}
        FOR EACH STATEMENT EXECUTE FUNCTION ${called}()`);
    }
  }
};

const INDEXES = {
  cited_facts_place_idx:
    'cited_facts (cited_id, subject_id, property_key, measure, fact_id) INCLUDE (visible_to, retracted)',
  cited_facts_fact_id_idx: 'cited_facts (fact_id)',
  // Lists and counts of an anonymous viewer, of whom most have no other filter.
  facts_public_idx: `facts (subject_id, property_key, measure, id)
    WHERE superseded_at IS NULL AND status <> 'RETRACTED' AND visible_to = 0`,
  facts_current_idx:
    'facts (subject_id, property_key, measure, id) INCLUDE (visible_to, status) WHERE superseded_at IS NULL',
  facts_property_current_idx:
    'facts (property_key, subject_id, measure, id) INCLUDE (visible_to, status) WHERE superseded_at IS NULL',
  facts_recorded_idx: 'facts (recorded_at, property_key, measure, id) WHERE superseded_at IS NULL',
  facts_due_idx: `facts (coalesce(due_earliest, due_latest, date '9999-12-31'), property_key, measure, id) WHERE superseded_at IS NULL`,
  facts_value_idx: 'facts (unit_code, (coalesce(amount, lower))) WHERE superseded_at IS NULL',
};

/** Facts with who can see them, and the facts of each source and post as a table: both were computed by every read. */
export class FactVisibility1764120000000 implements MigrationInterface {
  readonly name = 'FactVisibility1764120000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE facts ADD visible_to smallint NOT NULL DEFAULT 0');
    await db.query('DROP VIEW cited_facts');
    await db.query(`CREATE TABLE cited_facts (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      cited_id text COLLATE "C" NOT NULL,
      fact_id text COLLATE "C" NOT NULL,
      subject_id text COLLATE "C" NOT NULL,
      property_key text COLLATE "C" NOT NULL,
      measure fact_measure NOT NULL,
      retracted boolean NOT NULL,
      visible_to smallint NOT NULL,
      UNIQUE (cited_id, fact_id)
    )`);
    await db.query(REFRESH);
    await createTriggers(db);
    await refreshFactVisibility(db);
    for (const [name, columns] of Object.entries(INDEXES)) await db.query(`CREATE INDEX ${name} ON ${columns}`);
    await db.query('ANALYZE facts, cited_facts');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES).filter((index) => index.startsWith('facts_'))) {
      await db.query(`DROP INDEX ${name}`);
    }
    for (const [table, selects] of Object.entries(TRIGGERS)) {
      for (const name of Object.keys(selects))
        await db.query(`DROP FUNCTION refresh_facts_of_${name}_${table} CASCADE`);
    }
    await db.query('DROP FUNCTION refresh_fact_visibility');
    await db.query('DROP TABLE cited_facts');
    await db.query('ALTER TABLE facts DROP visible_to');
    await db.query(citedFacts('fact.superseded_at IS NULL'));
  }
}
