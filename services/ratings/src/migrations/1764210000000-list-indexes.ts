import type { MigrationInterface, QueryRunner } from 'typeorm';
import { helpfulness } from '../rating/helpfulness';
import { RateableKind } from '../subject/subject.enums';

/** A connection added to one of this many rows of a kind, and changes of subjects to one more. */
const TOTAL_SLOTS = 8;

/** The indexes of the orders of a subject's ratings. A conditional index is used only by a query that states its condition. */
const INDEXES = [
  `ratings_newest_idx ON ratings (subject_id, created_at, id) WHERE status = 'VISIBLE' AND NOT taken_back`,
  `ratings_highest_idx ON ratings (subject_id, score, created_at, id) WHERE status = 'VISIBLE' AND NOT taken_back`,
  `ratings_lowest_idx ON ratings (subject_id, (5 - score), created_at, id) WHERE status = 'VISIBLE' AND NOT taken_back`,
  `ratings_helpful_idx ON ratings (subject_id, (${helpfulness('ratings')}), created_at, id) WHERE status = 'VISIBLE' AND NOT taken_back`,
  `ratings_helpful_reviews_idx ON ratings (subject_id, (${helpfulness('ratings')}), created_at, id)
   WHERE status = 'VISIBLE' AND NOT taken_back AND review_body IS NOT NULL`,
];

/** Whether everybody may see a subject. Only its ratings count in the mean of its kind, which every average shows. */
const IS_PUBLIC = `CREATE FUNCTION is_public(subject rateable_subjects) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT subject.kind IN ('ORGANISATION', 'PROGRAMME', 'PARTNERSHIP')
    OR (coalesce(subject.published, false) AND coalesce(subject.visibility = 'PUBLIC', false)) $$`;

/**
 * Adds the change of a summary to the totals of its kind. With the first rating of a subject, the subject is locked: a change
 * of it could not see the new summary yet.
 */
const MOVE_TOTALS = `
  CREATE FUNCTION move_kind_totals() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE subject rateable_subjects;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      SELECT * INTO subject FROM rateable_subjects WHERE id = NEW.subject_id FOR SHARE;
    ELSE
      SELECT * INTO subject FROM rateable_subjects WHERE id = NEW.subject_id;
    END IF;
    IF is_public(subject) THEN
      UPDATE kind_totals
      SET count = count + NEW.count - coalesce(OLD.count, 0), sum = sum + NEW.sum - coalesce(OLD.sum, 0)
      WHERE kind = subject.kind AND slot = pg_backend_pid() % ${TOTAL_SLOTS};
    END IF;
    RETURN NULL;
  END $$`;

/**
 * Takes the ratings of a subject out of the totals of its kind, or adds them to them, when it changes its kind or who may see
 * it. The summary is locked, so that no rating is missed. The slot is none of those of ratings: many subjects may change in
 * one transaction, and a rating that waited for its slot could hold the summary of another one.
 */
const CHANGE_SUBJECT = `
  CREATE FUNCTION change_subject_of_totals() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
  DECLARE summary rating_summaries;
  BEGIN
    SELECT * INTO summary FROM rating_summaries WHERE subject_id = NEW.id FOR UPDATE;
    IF FOUND AND is_public(OLD) THEN
      UPDATE kind_totals SET count = count - summary.count, sum = sum - summary.sum
      WHERE kind = OLD.kind AND slot = ${TOTAL_SLOTS};
    END IF;
    IF summary.subject_id IS NOT NULL AND is_public(NEW) THEN
      UPDATE kind_totals SET count = count + summary.count, sum = sum + summary.sum
      WHERE kind = NEW.kind AND slot = ${TOTAL_SLOTS};
    END IF;
    RETURN NULL;
  END $$`;

const TRIGGERS = [
  `CREATE TRIGGER move_kind_totals_insert AFTER INSERT ON rating_summaries
   FOR EACH ROW EXECUTE FUNCTION move_kind_totals()`,
  `CREATE TRIGGER move_kind_totals_update AFTER UPDATE ON rating_summaries FOR EACH ROW
   WHEN (OLD.count <> NEW.count OR OLD.sum <> NEW.sum) EXECUTE FUNCTION move_kind_totals()`,
  `CREATE TRIGGER change_subject_of_totals AFTER UPDATE ON rateable_subjects FOR EACH ROW
   WHEN ((OLD.kind, is_public(OLD)) IS DISTINCT FROM (NEW.kind, is_public(NEW)))
   EXECUTE FUNCTION change_subject_of_totals()`,
];

/** The totals, filled, and the triggers that keep them. A later migration drops them. */
export const createKindTotals = async (db: QueryRunner): Promise<void> => {
  // Room for new versions of a row on its page: the rows change with every rating.
  await db.query(`
    CREATE TABLE kind_totals (
      kind rateable_kind,
      slot smallint,
      count bigint NOT NULL,
      sum bigint NOT NULL,
      PRIMARY KEY (kind, slot)
    ) WITH (fillfactor = 50)`);
  const kinds = Object.values(RateableKind).map((kind) => `('${kind}')`);
  await db.query(`
    INSERT INTO kind_totals (kind, slot, count, sum)
    SELECT CAST(kinds.kind AS rateable_kind), slot,
      CASE slot WHEN 0 THEN coalesce(totals.count, 0) ELSE 0 END, CASE slot WHEN 0 THEN coalesce(totals.sum, 0) ELSE 0 END
    FROM (VALUES ${kinds.join(', ')}) kinds (kind) CROSS JOIN generate_series(0, ${TOTAL_SLOTS}) slot
    LEFT JOIN (
      SELECT CAST(subject.kind AS text) AS kind, sum(summary.count) AS count, sum(summary.sum) AS sum
      FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id
      WHERE is_public(subject) GROUP BY subject.kind
    ) totals ON totals.kind = kinds.kind`);
  for (const statement of [MOVE_TOTALS, CHANGE_SUBJECT, ...TRIGGERS]) await db.query(statement);
};

/** The totals of all ratings of each kind, which were summed up for each Bayesian average, and the indexes of lists. */
export class ListIndexes1764210000000 implements MigrationInterface {
  readonly name = 'ListIndexes1764210000000';

  async up(db: QueryRunner): Promise<void> {
    for (const index of INDEXES) await db.query(`CREATE INDEX ${index}`);
    await db.query(IS_PUBLIC);
    await createKindTotals(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TRIGGER change_subject_of_totals ON rateable_subjects');
    await db.query('DROP TRIGGER move_kind_totals_update ON rating_summaries');
    await db.query('DROP TRIGGER move_kind_totals_insert ON rating_summaries');
    await db.query('DROP FUNCTION change_subject_of_totals, move_kind_totals, is_public');
    await db.query('DROP TABLE kind_totals');
    await db.query(`DROP INDEX ${INDEXES.map((index) => index.split(' ')[0]).join(', ')}`);
  }
}
