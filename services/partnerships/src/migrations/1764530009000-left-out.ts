import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Forgets what is decided about the facts that may be in one cell with changed ones: those of the same subject, property and
 * measure. `changed` is SQL of rows with these columns.
 */
const forget = (changed: string): string => `
  UPDATE current_facts fact SET left_out = NULL
  FROM (
    SELECT DISTINCT member.id AS subject_id, changed.property_key, changed.measure
    FROM (SELECT DISTINCT subject_id, property_key, measure FROM ${changed}) changed
    LEFT JOIN identities identity ON identity.id = changed.subject_id
    CROSS JOIN LATERAL (
      SELECT coalesce(identity.survivor_id, changed.subject_id) AS id
      UNION ALL
      SELECT merged.id FROM identities merged WHERE merged.survivor_id = coalesce(identity.survivor_id, changed.subject_id)
    ) member
  ) same
  WHERE fact.subject_id = same.subject_id AND fact.property_key = same.property_key AND fact.measure = same.measure
    AND fact.left_out IS NOT NULL;`;

const OF_FACTS = `
  BEGIN
    IF TG_OP = 'INSERT' THEN ${forget('after_change')}
    ELSE ${forget('before_change')}
    END IF;
    RETURN NULL;
  END`;

/** The lock makes the update see what was decided by a transaction that ended just before. */
const LOCK = 'LOCK TABLE current_facts IN ROW EXCLUSIVE MODE;';

/** A merge joins cells, also of facts that state the merged one as their value. */
const OF_IDENTITIES = `
  DECLARE changed text[];
  BEGIN
    ${LOCK}
    IF TG_OP <> 'DELETE' THEN
      changed := ARRAY(SELECT unnest(ARRAY[id, survivor_id]) FROM after_change);
    END IF;
    IF TG_OP <> 'INSERT' THEN
      changed := changed || ARRAY(SELECT unnest(ARRAY[id, survivor_id]) FROM before_change);
    END IF;
    IF changed = '{}' THEN RETURN NULL; END IF;
    changed := changed || ARRAY(SELECT id FROM identities WHERE survivor_id = ANY(changed));
    ${forget('(SELECT * FROM current_facts WHERE subject_id = ANY(changed) OR entity_id = ANY(changed) OR said_by_id = ANY(changed)) mentioning')}
    RETURN NULL;
  END`;

const OF_PROPERTIES = `
  BEGIN
    ${LOCK}
    UPDATE current_facts SET left_out = NULL WHERE property_key = NEW.key AND left_out IS NOT NULL;
    RETURN NULL;
  END`;

const ROWS = {
  INSERT: 'NEW TABLE AS after_change',
  UPDATE: 'OLD TABLE AS before_change NEW TABLE AS after_change',
  DELETE: 'OLD TABLE AS before_change',
} as const;

/** Whether each current fact counts when all are added up, as far as it does not depend on the viewer. A job decides it. */
export class ExpandLeftOut1764530009000 implements MigrationInterface {
  readonly name = 'ExpandLeftOut1764530009000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'ALTER TABLE current_facts ADD left_out smallint, ADD is_first boolean, ADD depends_on_viewer boolean',
    );
    for (const [name, body] of Object.entries({
      facts: OF_FACTS,
      identities: OF_IDENTITIES,
      properties: OF_PROPERTIES,
    })) {
      await db.query(`CREATE FUNCTION forget_left_out_of_${name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
        AS $$ ${body} $$`);
    }
    const onStatement = (name: string, table: string, event: keyof typeof ROWS): Promise<unknown> =>
      db.query(`CREATE TRIGGER forget_left_out_on_${event.toLowerCase()} AFTER ${event} ON ${table} REFERENCING ${ROWS[event]}
        FOR EACH STATEMENT EXECUTE FUNCTION forget_left_out_of_${name}()`);
    // A fact that changes is deleted and inserted again.
    for (const event of ['INSERT', 'DELETE'] as const) await onStatement('facts', 'current_facts', event);
    for (const event of ['INSERT', 'UPDATE', 'DELETE'] as const) await onStatement('identities', 'identities', event);
    await db.query(`CREATE TRIGGER forget_left_out AFTER UPDATE ON fact_properties FOR EACH ROW
      WHEN ((OLD.additive, OLD.accumulates) IS DISTINCT FROM (NEW.additive, NEW.accumulates))
      EXECUTE FUNCTION forget_left_out_of_properties()`);
    await db.query(`CREATE INDEX current_facts_undecided_idx ON current_facts (left_out, subject_id)
      WHERE left_out IS NULL OR depends_on_viewer`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP FUNCTION forget_left_out_of_facts, forget_left_out_of_identities, forget_left_out_of_properties CASCADE',
    );
    await db.query('ALTER TABLE current_facts DROP left_out, DROP is_first, DROP depends_on_viewer');
  }
}
