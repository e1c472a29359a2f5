import type { MigrationInterface, QueryRunner } from 'typeorm';
import { repairRelations } from '../network/repair-relations';

/** Facts about participation are stated of the programme; the relation goes from who takes part. */
const KIND = `CREATE FUNCTION relation_kind_of(property_key text, dimension_values jsonb) RETURNS relation_kind
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT CAST(CASE
    WHEN property_key = 'parent_organisation' THEN 'PARENT'
    WHEN property_key = 'affiliation' AND dimension_values ->> 'role' = 'FOUNDER' THEN 'FOUNDED'
    WHEN property_key = 'affiliation' THEN 'AFFILIATED'
    WHEN property_key = 'participation' AND dimension_values ->> 'role' = 'NETWORK_MEMBER' THEN 'MEMBER_OF'
    WHEN property_key = 'participation' THEN 'PARTICIPATES'
  END AS relation_kind)
$$`;

const REFRESH = `CREATE FUNCTION refresh_relations(changed text[]) RETURNS void LANGUAGE sql SET search_path FROM CURRENT AS $$
  DELETE FROM relations WHERE fact_id = ANY(changed);
  INSERT INTO relations (fact_id, is_forward, from_id, to_id, kind, from_earliest, to_latest, known_from, known_to, visible_to)
  SELECT fact.id, ends.is_forward, ends.from_id, ends.to_id, stated.kind,
    fact.from_earliest, fact.to_latest, fact.known_from, fact.known_to, fact.visible_to
  FROM facts fact
  CROSS JOIN LATERAL (SELECT relation_kind_of(fact.property_key, fact.dimension_values) AS kind) stated
  CROSS JOIN LATERAL (VALUES
    (fact.property_key <> 'participation', fact.subject_id, fact.entity_id),
    (fact.property_key = 'participation', fact.entity_id, fact.subject_id)
  ) ends (is_forward, from_id, to_id)
  WHERE fact.id = ANY(changed) AND fact.entity_id IS NOT NULL AND stated.kind IS NOT NULL AND fact.status <> 'RETRACTED'
  ORDER BY fact.id
$$`;

const TRIGGERS = {
  INSERT: ['NEW TABLE AS after_change', 'SELECT id FROM after_change WHERE entity_id IS NOT NULL'],
  UPDATE: [
    'OLD TABLE AS before_change NEW TABLE AS after_change',
    `SELECT id FROM before_change JOIN after_change USING (id)
      WHERE num_nonnulls(before_change.entity_id, after_change.entity_id) > 0
        AND (before_change.entity_id, before_change.subject_id, before_change.known_to, before_change.visible_to, before_change.status = 'RETRACTED')
        IS DISTINCT FROM (after_change.entity_id, after_change.subject_id, after_change.known_to, after_change.visible_to, after_change.status = 'RETRACTED')`,
  ],
  DELETE: ['OLD TABLE AS before_change', 'SELECT id FROM before_change WHERE entity_id IS NOT NULL'],
} as const;

/** The relations that facts state, as a table that both ends find by one index. */
export class Relations1764370000000 implements MigrationInterface {
  readonly name = 'Relations1764370000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `CREATE TYPE relation_kind AS ENUM ('PARTNER', 'PARTICIPATES', 'PARENT', 'AFFILIATED', 'FOUNDED', 'MEMBER_OF')`,
    );
    await db.query(`CREATE TABLE relations (
      fact_id text COLLATE "C",
      is_forward boolean,
      from_id text COLLATE "C" NOT NULL,
      to_id text COLLATE "C" NOT NULL,
      kind relation_kind NOT NULL,
      from_earliest date,
      to_latest date,
      known_from timestamptz NOT NULL,
      known_to timestamptz NOT NULL,
      visible_to smallint NOT NULL,
      PRIMARY KEY (fact_id, is_forward)
    )`);
    // All that a step reads is in the index.
    await db.query(`CREATE INDEX relations_step_idx ON relations
      (from_id, kind, to_id, known_to, known_from, visible_to, from_earliest, to_latest, fact_id, is_forward)`);
    await db.query(KIND);
    await db.query(REFRESH);
    for (const [event, [tables, select]] of Object.entries(TRIGGERS)) {
      const name = `refresh_relations_of_${event.toLowerCase()}`;
      await db.query(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        DECLARE changed text[];
        BEGIN
          changed := ARRAY(${select} ORDER BY 1);
          IF changed <> '{}' THEN PERFORM refresh_relations(changed); END IF;
          RETURN NULL;
        END $$`);
      await db.query(`CREATE TRIGGER ${name} AFTER ${event} ON facts REFERENCING ${tables}
        FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
    }
    await repairRelations(db);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const event of Object.keys(TRIGGERS)) {
      await db.query(`DROP TRIGGER refresh_relations_of_${event.toLowerCase()} ON facts`);
      await db.query(`DROP FUNCTION refresh_relations_of_${event.toLowerCase()}`);
    }
    await db.query('DROP FUNCTION refresh_relations, relation_kind_of');
    await db.query('DROP TABLE relations');
    await db.query('DROP TYPE relation_kind');
  }
}
