import type { MigrationInterface, QueryRunner } from 'typeorm';
import { repairCurrentFacts } from '../fact/current/repair-current-facts';

/** Columns that are those of the fact. The ones of fixed length come first: then a row has no gaps. */
const COPIED = `id, known_from, from_earliest, from_latest, to_earliest, to_latest, due_earliest, due_latest, measure, presence,
  confidence, rank, status, visible_to, approximate, subject_id, property_key, unit_code, amount, lower, upper, country,
  dimension_values, entity_id, said_by_id`;

/** Adds the current ones of these facts, or of all facts. Those of a subject are stored side by side. */
const ADD = `CREATE FUNCTION add_current_facts(changed text[]) RETURNS bigint LANGUAGE sql SET search_path FROM CURRENT AS $$
  WITH added AS (
    INSERT INTO current_facts (${COPIED}, statement_key)
    SELECT ${COPIED}, CASE WHEN unit_code IS NULL THEN statement_key END FROM facts
    WHERE known_to = 'infinity' AND status <> 'RETRACTED' AND (changed IS NULL OR id = ANY(changed))
    ORDER BY subject_id, property_key, measure, id
    RETURNING id
  )
  SELECT count(*) FROM added
$$`;

const TRIGGER = `CREATE FUNCTION keep_current_facts() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE changed text[];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      changed := ARRAY(SELECT id FROM after_change WHERE known_to = 'infinity');
    ELSE
      changed := ARRAY(SELECT id FROM (
        SELECT ${COPIED}, statement_key, known_to FROM before_change
        EXCEPT SELECT ${COPIED}, statement_key, known_to FROM after_change) differing);
      DELETE FROM current_facts WHERE id = ANY(changed);
    END IF;
    IF changed <> '{}' THEN PERFORM add_current_facts(changed); END IF;
    RETURN NULL;
  END
$$`;

/** The current facts in short rows: lists that are computed from all of them read no other. */
export class ExpandCurrentFacts1764530001800 implements MigrationInterface {
  readonly name = 'ExpandCurrentFacts1764530001800';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE current_facts (
      id text COLLATE "C" PRIMARY KEY REFERENCES facts ON DELETE CASCADE,
      known_from timestamptz NOT NULL,
      from_earliest date,
      from_latest date,
      to_earliest date,
      to_latest date,
      due_earliest date,
      due_latest date,
      measure fact_measure NOT NULL,
      presence value_presence NOT NULL,
      confidence confidence NOT NULL,
      rank fact_rank NOT NULL,
      status fact_status NOT NULL,
      visible_to smallint NOT NULL,
      approximate boolean NOT NULL,
      subject_id text COLLATE "C" NOT NULL,
      property_key text COLLATE "C" NOT NULL,
      unit_code text COLLATE "C",
      amount numeric,
      lower numeric,
      upper numeric,
      country text,
      dimension_values jsonb NOT NULL,
      entity_id text COLLATE "C",
      said_by_id text COLLATE "C",
      statement_key text
    )`);
    await db.query(ADD);
    await db.query(TRIGGER);
    for (const [event, tables] of [
      ['INSERT', 'NEW TABLE AS after_change'],
      ['UPDATE', 'OLD TABLE AS before_change NEW TABLE AS after_change'],
    ]) {
      await db.query(`CREATE TRIGGER keep_current_facts_on_${event?.toLowerCase()} AFTER ${event} ON facts REFERENCING ${tables}
        FOR EACH STATEMENT EXECUTE FUNCTION keep_current_facts()`);
    }
    await repairCurrentFacts(db);
    await db.query('CREATE INDEX ON current_facts (subject_id, property_key, measure, id)');
    await db.query('ANALYZE current_facts');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION keep_current_facts, add_current_facts CASCADE');
    await db.query('DROP TABLE current_facts');
  }
}
