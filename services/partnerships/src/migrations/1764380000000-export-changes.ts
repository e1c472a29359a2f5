import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Function of triggers on statements: notes the posts of which `before_change` and `after_change` differ. */
const noteChanges = (name: string, columns: string): string => `CREATE FUNCTION ${name}() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE
    changed text[];
    now timestamptz;
  BEGIN
    CASE TG_OP
      WHEN 'INSERT' THEN changed := ARRAY(SELECT post_id FROM after_change);
      WHEN 'DELETE' THEN changed := ARRAY(SELECT post_id FROM before_change);
      ELSE changed := ARRAY(
        SELECT post_id FROM (SELECT ${columns} FROM before_change EXCEPT SELECT ${columns} FROM after_change) gone
        UNION SELECT post_id FROM (SELECT ${columns} FROM after_change EXCEPT SELECT ${columns} FROM before_change) come);
    END CASE;
    IF changed = '{}' THEN RETURN NULL; END IF;
    now := stamp();
    INSERT INTO post_changes (post_id, changed_at) SELECT DISTINCT id, now FROM unnest(changed) AS post (id)
    ON CONFLICT (post_id) DO UPDATE SET changed_at = excluded.changed_at;
    RETURN NULL;
  END
$$`;

/**
 * The author is left out: only an author who is erased is replaced, and nobody else reads the post by that. Otherwise the erasure
 * would wait for the lock of writers while it holds their rows.
 */
const TABLES = {
  post_audiences: 'post_id, published, visibility, organisation_id',
  post_topics: 'post_id, topic_slug',
} as const;

const EVENTS = {
  INSERT: 'NEW TABLE AS after_change',
  UPDATE: 'OLD TABLE AS before_change NEW TABLE AS after_change',
  DELETE: 'OLD TABLE AS before_change',
} as const;

/** Function of triggers on statements: notes the facts that were deleted, and those that the text told no more. */
const noteErased = (name: string, lineages: string): string => `CREATE FUNCTION ${name}() RETURNS trigger
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE now timestamptz;
  BEGIN
    IF NOT EXISTS (${lineages}) THEN RETURN NULL; END IF;
    now := stamp();
    INSERT INTO erased_facts (lineage_id, erased_at) SELECT DISTINCT lineage_id, now FROM (${lineages}) erased
    ON CONFLICT (lineage_id) DO UPDATE SET erased_at = excluded.erased_at;
    RETURN NULL;
  END
$$`;

const ERASED = {
  facts: 'SELECT lineage_id FROM before_change',
  citations_versions: 'SELECT fact.lineage_id FROM before_change JOIN facts fact ON fact.id = before_change.fact_id',
} as const;

/**
 * What exports must know besides versions: since when a post has the audience and topics that it has, and which facts or quotes were
 * deleted with the text that they were from. Both change what a copy elsewhere must hold, and neither is kept with versions.
 */
export class ExportChanges1764380000000 implements MigrationInterface {
  readonly name = 'ExportChanges1764380000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE TABLE post_changes (post_id text COLLATE "C" PRIMARY KEY, changed_at timestamptz NOT NULL)');
    await db.query('CREATE INDEX ON post_changes (changed_at)');
    await db.query(
      'CREATE TABLE erased_facts (lineage_id text COLLATE "C" PRIMARY KEY, erased_at timestamptz NOT NULL)',
    );
    for (const [table, columns] of Object.entries(TABLES)) {
      const name = `note_changes_of_${table}`;
      await db.query(noteChanges(name, columns));
      for (const [event, tables] of Object.entries(EVENTS)) {
        await db.query(`CREATE TRIGGER ${name}_on_${event.toLowerCase()} AFTER ${event} ON ${table} REFERENCING ${tables}
          FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
      }
    }
    for (const [table, lineages] of Object.entries(ERASED)) {
      const name = `note_erased_${table}`;
      await db.query(noteErased(name, lineages));
      await db.query(`CREATE TRIGGER ${name} AFTER DELETE ON ${table} REFERENCING ${EVENTS.DELETE}
        FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) await db.query(`DROP FUNCTION note_changes_of_${table} CASCADE`);
    for (const table of Object.keys(ERASED)) await db.query(`DROP FUNCTION note_erased_${table} CASCADE`);
    await db.query('DROP TABLE post_changes, erased_facts');
  }
}
