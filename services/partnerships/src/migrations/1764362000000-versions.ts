import { FuzzyDate } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fillVersions } from '../time/fill-versions';
import { createPastViews, dropPastViews, versionedTables } from '../time/past-views';
import { createTriggers, keepVersions } from '../time/versioned-table';

/** Only the row of the stamp of the last transaction. A database that nobody has written to has none. */
const CLOCK = [
  `ALTER TABLE clock ADD single boolean PRIMARY KEY DEFAULT true CHECK (single)`,
  `DELETE FROM clock WHERE last = '-infinity'`,
  `CREATE OR REPLACE FUNCTION tick(moment timestamptz) RETURNS timestamptz LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    DECLARE stamp timestamptz;
    BEGIN
      INSERT INTO clock (last) VALUES (date_trunc('milliseconds', moment + interval '999 microseconds'))
      ON CONFLICT (single) DO UPDATE SET last = greatest(excluded.last, clock.last + interval '1 ms') RETURNING last INTO stamp;
      PERFORM set_config('wizness.stamp', stamp::text, true);
      RETURN stamp;
    END
  $$`,
  // The stamp of the transaction, which is taken with its first change. It holds the lock until it commits. What no command
  // of ours has begun takes the lock and the time by itself.
  `CREATE FUNCTION stamp() RETURNS timestamptz LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    BEGIN
      IF coalesce(current_setting('wizness.stamp', true), '') <> '' THEN RETURN current_setting('wizness.stamp')::timestamptz; END IF;
      PERFORM pg_advisory_xact_lock(hashtext('wizness partnerships register'));
      RETURN tick(coalesce(nullif(current_setting('wizness.moment', true), '')::timestamptz, clock_timestamp()));
    END
  $$`,
];

/**
 * Trigger of statements on a table with the columns of its key as arguments: writes what the statement changed to the table
 * of versions. What comes and goes within one transaction was never readable, and leaves no version.
 */
const KEEP = `CREATE FUNCTION keep_versions() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE
    versions text := quote_ident(TG_TABLE_NAME || '_versions');
    columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
      WHERE attrelid = versions::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('known_from', 'known_to'));
    own text := array_to_string(TG_ARGV, ', ');
    changed text := format('SELECT %s FROM before_change', columns);
    added text := format('SELECT %s FROM after_change', columns);
    is_changed boolean;
    now timestamptz;
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      SELECT changed || ' EXCEPT ' || added, added || ' EXCEPT ' || changed INTO changed, added;
    END IF;
    EXECUTE format('SELECT EXISTS (%s)', CASE TG_OP WHEN 'DELETE' THEN changed ELSE added END) INTO is_changed;
    IF NOT is_changed THEN RETURN NULL; END IF;
    now := stamp();
    IF TG_OP <> 'INSERT' THEN
      EXECUTE format('DELETE FROM %s WHERE known_from = $1 AND (%s) IN (SELECT %s FROM (%s) gone)', versions, own, own, changed) USING now;
      EXECUTE format('UPDATE %s SET known_to = $1 WHERE known_to = ''infinity'' AND (%s) IN (SELECT %s FROM (%s) gone)',
        versions, own, own, changed) USING now;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      EXECUTE format('INSERT INTO %s (%s, known_from) SELECT come.*, $1 FROM (%s) come', versions, columns, added) USING now;
    END IF;
    RETURN NULL;
  END
$$`;

/** Spans in which the current version of a claim is disputed. Triggers on \`facts\` keep them. */
const DISPUTES = [
  `CREATE TABLE disputes (
    lineage_id text COLLATE "C",
    known_from timestamptz,
    known_to timestamptz NOT NULL DEFAULT 'infinity',
    PRIMARY KEY (lineage_id, known_from),
    CHECK (known_from < known_to)
  )`,
  `CREATE FUNCTION keep_disputes() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
    DECLARE
      lineages text[];
      now timestamptz;
    BEGIN
      CASE TG_OP
        WHEN 'INSERT' THEN lineages := ARRAY(SELECT DISTINCT lineage_id FROM after_change WHERE status = 'DISPUTED');
        WHEN 'DELETE' THEN lineages := ARRAY(SELECT DISTINCT lineage_id FROM before_change);
        ELSE lineages := ARRAY(SELECT DISTINCT lineage_id FROM (
          SELECT id, lineage_id, status, known_to FROM before_change EXCEPT SELECT id, lineage_id, status, known_to FROM after_change) changed);
      END CASE;
      IF lineages = '{}' THEN RETURN NULL; END IF;
      now := stamp();
      DELETE FROM disputes WHERE lineage_id = ANY(lineages) AND NOT EXISTS (SELECT FROM facts WHERE facts.lineage_id = disputes.lineage_id);
      lineages := ARRAY(SELECT id FROM unnest(lineages) AS lineage (id) WHERE EXISTS (SELECT FROM facts WHERE lineage_id = id));
      DELETE FROM disputes WHERE lineage_id = ANY(lineages) AND known_from = now
        AND NOT EXISTS (SELECT FROM facts WHERE facts.lineage_id = disputes.lineage_id AND facts.known_to = 'infinity' AND status = 'DISPUTED');
      UPDATE disputes SET known_to = now WHERE lineage_id = ANY(lineages) AND known_to = 'infinity'
        AND NOT EXISTS (SELECT FROM facts WHERE facts.lineage_id = disputes.lineage_id AND facts.known_to = 'infinity' AND status = 'DISPUTED');
      -- A dispute that this transaction has ended, and that goes on in the next version.
      UPDATE disputes SET known_to = 'infinity' WHERE lineage_id = ANY(lineages) AND known_to = now
        AND EXISTS (SELECT FROM facts WHERE facts.lineage_id = disputes.lineage_id AND facts.known_to = 'infinity' AND status = 'DISPUTED');
      INSERT INTO disputes (lineage_id, known_from) SELECT lineage_id, now FROM facts
        WHERE lineage_id = ANY(lineages) AND facts.known_to = 'infinity' AND status = 'DISPUTED'
        AND NOT EXISTS (SELECT FROM disputes WHERE disputes.lineage_id = facts.lineage_id AND disputes.known_to = 'infinity');
      RETURN NULL;
    END
  $$`,
];

/** Names have bounds as facts have, so that they can be read as of a day. */
const fillNameBounds = async (db: QueryRunner): Promise<void> => {
  const rows = (await db.query(
    `SELECT id, since ->> 'edtf' AS since, until ->> 'edtf' AS until FROM organisation_names WHERE num_nonnulls(since, until) > 0`,
  )) as readonly { readonly id: string; readonly since: string | null; readonly until: string | null }[];
  for (const { id, since, until } of rows) {
    await db.query('UPDATE organisation_names SET from_earliest = $2, to_latest = $3 WHERE id = $1', [
      id,
      since && FuzzyDate.fromEdtf(since).earliest,
      until && FuzzyDate.fromEdtf(until).latest,
    ]);
  }
};

/**
 * Keeps every state of the rows that are changed in place, with since when and until when it was known: triggers write them
 * to a table of versions beside each table. Views of a schema of their own show the tables as they were. What was written
 * before this migration counts as known always.
 */
export class Versions1764362000000 implements MigrationInterface {
  readonly name = 'Versions1764362000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE organisation_names ADD from_earliest date, ADD to_latest date');
    await fillNameBounds(db);
    for (const sql of [...CLOCK, KEEP, ...DISPUTES]) await db.query(sql);
    await createTriggers(db, 'facts', 'keep_disputes()');
    for (const table of await versionedTables(db)) await keepVersions(db, table);
    await fillVersions(db);
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    for (const table of await versionedTables(db)) await db.query(`DROP TABLE ${table}_versions`);
    await db.query('DROP FUNCTION keep_versions, keep_disputes, stamp CASCADE');
    await db.query('DROP TABLE disputes');
    await db.query('ALTER TABLE organisation_names DROP from_earliest, DROP to_latest');
    await db.query('ALTER TABLE clock DROP single');
    await db.query(`INSERT INTO clock SELECT '-infinity' WHERE NOT EXISTS (SELECT FROM clock)`);
    await db.query(`CREATE OR REPLACE FUNCTION tick(moment timestamptz) RETURNS timestamptz LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      DECLARE stamp timestamptz;
      BEGIN
        UPDATE clock SET last = greatest(date_trunc('milliseconds', moment + interval '999 microseconds'), last + interval '1 ms')
        RETURNING last INTO stamp;
        RETURN stamp;
      END $$`);
  }
}
