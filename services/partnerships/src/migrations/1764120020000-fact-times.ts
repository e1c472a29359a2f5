import { FuzzyDate } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Replaced {
  readonly from: string;
  readonly to: string;
}

/** Changes the text of functions of the migration FactVisibility, which compare and filter by the end of a version. */
const replaceInFunctions = async (db: QueryRunner, { from, to }: Replaced): Promise<void> => {
  const functions = (await db.query(
    `SELECT pg_get_functiondef(oid) AS text FROM pg_proc
     WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'refresh_fact%' AND prosrc LIKE '%' || $1 || '%'`,
    [from],
  )) as readonly { readonly text: string }[];
  for (const { text } of functions) await db.query(text.replaceAll(from, to));
};

const COLUMN = [
  { from: 'fact.superseded_at IS NULL', to: "fact.known_to = 'infinity'" },
  { from: 'change.superseded_at', to: 'change.known_to' },
] as const;

/** Changes the text of the view of partners, which has the current facts of both participations. */
const replaceInPartners = async (db: QueryRunner, { from, to }: Replaced): Promise<void> => {
  const [view] = (await db.query(`SELECT pg_get_viewdef('partners') AS text`)) as [{ readonly text: string }];
  await db.query(`CREATE OR REPLACE VIEW partners AS ${view.text.replaceAll(from, to)}`);
};

/** Indexes of current facts, without their conditions on the end of a version. */
const INDEXES = {
  facts_public_idx: ['(subject_id, property_key, measure, id)', `AND status <> 'RETRACTED' AND visible_to = 0`],
  facts_current_idx: ['(subject_id, property_key, measure, id) INCLUDE (visible_to, status)', ''],
  facts_property_current_idx: ['(property_key, subject_id, measure, id) INCLUDE (visible_to, status)', ''],
  facts_due_idx: [`(coalesce(due_earliest, due_latest, date '9999-12-31'), property_key, measure, id)`, ''],
  facts_value_idx: ['(unit_code, (coalesce(amount, lower)))', ''],
} as const;

const createIndexes = async (db: QueryRunner, recorded: string, current: string): Promise<void> => {
  const indexes = { ...INDEXES, facts_recorded_idx: [`(${recorded}, property_key, measure, id)`, ''] };
  for (const [name, [columns, condition]] of Object.entries(indexes)) {
    await db.query(`DROP INDEX ${name}`);
    await db.query(`CREATE INDEX ${name} ON facts ${columns} WHERE ${current} ${condition}`);
  }
};

const STAMPS = [
  `CREATE TABLE clock (last timestamptz NOT NULL)`,
  `INSERT INTO clock SELECT coalesce(max(known_from), '-infinity') FROM facts`,
  // Rounded up to a millisecond, so that nothing later falls into the stamp of what was read.
  `CREATE FUNCTION tick(moment timestamptz) RETURNS timestamptz LANGUAGE sql SET search_path FROM CURRENT AS $$
    UPDATE clock SET last = greatest(date_trunc('milliseconds', moment + interval '999 microseconds'), last + interval '1 ms')
    RETURNING last
  $$`,
];

/** Sets the bounds that the table does not have yet: those of an EDTF date are not computed in SQL. */
const fillBounds = async (db: QueryRunner): Promise<void> => {
  for (const [date, column] of [
    ['valid_from', 'from_latest'],
    ['valid_to', 'to_earliest'],
  ] as const) {
    const dates = (await db.query(
      `SELECT DISTINCT ${date} ->> 'edtf' AS edtf FROM facts WHERE ${date} IS NOT NULL`,
    )) as readonly { readonly edtf: string }[];
    const bound = column === 'from_latest' ? 'latest' : 'earliest';
    await db.query(
      `UPDATE facts SET ${column} = given.day FROM unnest($1::text[], $2::date[]) given (edtf, day)
       WHERE ${date} ->> 'edtf' = given.edtf`,
      [dates.map(({ edtf }) => edtf), dates.map(({ edtf }) => FuzzyDate.fromEdtf(edtf)[bound])],
    );
  }
};

/**
 * Two time axes of facts: since when and until when a version is known, with `infinity` as the end of current ones, and the
 * four bounds of the period in which it holds. The versions of a claim share `lineage_id`.
 */
export class FactTimes1764120020000 implements MigrationInterface {
  readonly name = 'FactTimes1764120020000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE facts RENAME recorded_at TO known_from');
    await db.query('ALTER TABLE facts RENAME superseded_at TO known_to');
    await db.query('ALTER TABLE facts RENAME valid_earliest TO from_earliest');
    await db.query('ALTER TABLE facts RENAME valid_latest TO to_latest');
    await db.query('ALTER TABLE facts ADD lineage_id text COLLATE "C", ADD from_latest date, ADD to_earliest date');
    for (const column of COLUMN) await replaceInFunctions(db, column);
    await db.query('ALTER TABLE facts DISABLE TRIGGER USER');
    await db.query(`UPDATE facts SET lineage_id = first.id, known_to = coalesce(known_to, 'infinity') FROM (
      SELECT DISTINCT ON (document_key, claim_key) document_key, claim_key, id FROM facts
      ORDER BY document_key, claim_key, version) first
      WHERE facts.document_key = first.document_key AND facts.claim_key = first.claim_key`);
    await fillBounds(db);
    await db.query('ALTER TABLE facts ENABLE TRIGGER USER');
    await db.query('ALTER TABLE facts ALTER lineage_id SET NOT NULL, ALTER known_to SET NOT NULL');
    await db.query('ALTER TABLE facts ADD CONSTRAINT facts_known_check CHECK (known_from < known_to)');
    await replaceInPartners(db, { from: 'known_to IS NULL', to: "known_to = 'infinity'" });
    await createIndexes(db, 'known_from', "known_to = 'infinity'");
    await db.query('DROP INDEX facts_subject_id_property_key_measure_id_idx');
    await db.query(
      'CREATE INDEX facts_then_idx ON facts (subject_id, property_key, measure, id, known_from, known_to)',
    );
    await db.query('CREATE INDEX facts_lineage_id_idx ON facts (lineage_id)');
    for (const sql of STAMPS) await db.query(sql);
  }

  async down(db: QueryRunner): Promise<void> {
    await replaceInPartners(db, { from: "known_to = 'infinity'::timestamp with time zone", to: 'known_to IS NULL' });
    await db.query('DROP FUNCTION tick');
    await db.query('DROP TABLE clock');
    await db.query('DROP INDEX facts_lineage_id_idx, facts_then_idx');
    await db.query(
      'CREATE INDEX facts_subject_id_property_key_measure_id_idx ON facts (subject_id, property_key, measure, id)',
    );
    await db.query('ALTER TABLE facts DROP CONSTRAINT facts_known_check, ALTER known_to DROP NOT NULL');
    for (const { from, to } of COLUMN) await replaceInFunctions(db, { from: to, to: from });
    await db.query('ALTER TABLE facts DISABLE TRIGGER USER');
    await db.query(`UPDATE facts SET known_to = NULL WHERE known_to = 'infinity'`);
    await db.query('ALTER TABLE facts ENABLE TRIGGER USER');
    await db.query('ALTER TABLE facts DROP lineage_id, DROP from_latest, DROP to_earliest');
    await db.query('ALTER TABLE facts RENAME known_from TO recorded_at');
    await db.query('ALTER TABLE facts RENAME known_to TO superseded_at');
    await db.query('ALTER TABLE facts RENAME from_earliest TO valid_earliest');
    await db.query('ALTER TABLE facts RENAME to_latest TO valid_latest');
    await createIndexes(db, 'recorded_at', 'superseded_at IS NULL');
  }
}
