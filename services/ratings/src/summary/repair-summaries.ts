import { counted } from './summary-delta';

/** Runs one statement in the transaction and the schema of the caller. */
export interface Statements {
  query<Row>(sql: string): Promise<Row[]>;
}

const COUNTED = `
  SELECT subject_id, count(*) AS count, sum(score) AS sum,
    ${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score}) AS n${score}`).join(', ')},
    count(review_body) AS review_count, max(updated_at) AS last_rated_at
  FROM ratings WHERE ${counted('ratings')} GROUP BY subject_id`;

const COLUMNS = ['count', 'sum', 'n1', 'n2', 'n3', 'n4', 'n5', 'review_count', 'last_rated_at'];

const SUMMARIES = `
  INSERT INTO rating_summaries AS summary (subject_id, ${COLUMNS.join(', ')})
  SELECT subject.id, ${COLUMNS.map((column) => (column === 'last_rated_at' ? column : `coalesce(${column}, 0)`)).join(', ')}
  FROM rateable_subjects subject LEFT JOIN (${COUNTED}) counted ON counted.subject_id = subject.id
  WHERE counted.subject_id IS NOT NULL OR EXISTS (SELECT FROM rating_summaries stored WHERE stored.subject_id = subject.id)
  ON CONFLICT (subject_id) DO UPDATE SET ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE (${COLUMNS.map((column) => `summary.${column}`).join(', ')})
    IS DISTINCT FROM (${COLUMNS.map((column) => `excluded.${column}`).join(', ')})
  RETURNING subject_id`;

const TOTALS = `
  UPDATE kind_totals total SET
    count = CASE slot WHEN 0 THEN coalesce(counted.count, 0) ELSE 0 END,
    sum = CASE slot WHEN 0 THEN coalesce(counted.sum, 0) ELSE 0 END
  FROM (SELECT DISTINCT kind FROM kind_totals) kinds
  LEFT JOIN (
    SELECT subject.kind, sum(summary.count) AS count, sum(summary.sum) AS sum
    FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id
    WHERE is_public(subject) GROUP BY subject.kind
  ) counted USING (kind)
  WHERE kinds.kind = total.kind`;

/** Other services keep copies of the summaries. */
const ANNOUNCE = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT -nextval('events_without_place'), 'RatingSummaryChanged', subject.id,
    jsonb_build_object('kind', subject.kind, 'count', summary.count, 'sum', summary.sum), now()
  FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id
  ORDER BY subject.id`;

/**
 * Computes the summaries of all subjects, and the totals of all kinds, again from the ratings. Nobody rates meanwhile: the
 * tables are locked until the transaction ends. Appends an event of each summary, so that content, which keeps copies, has
 * the same numbers again. Returns the number of summaries that were wrong.
 */
export const repairSummaries = async (db: Statements): Promise<number> => {
  await db.query('LOCK TABLE ratings, rateable_subjects, rating_summaries, kind_totals IN SHARE ROW EXCLUSIVE MODE');
  const wrong = await db.query(SUMMARIES);
  await db.query(TOTALS);
  await db.query(ANNOUNCE);
  return wrong.length;
};
