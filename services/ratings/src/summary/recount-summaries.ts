import { appendEvents, type Clock, type NewEvent } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { bayesianAverage } from './ranking';
import { counted } from './counted';

/** The columns of a summary that follow from its ratings. */
export const COUNT_COLUMNS = ['count', 'sum', 'n1', 'n2', 'n3', 'n4', 'n5', 'review_count', 'last_rated_at'] as const;

/**
 * SQL of the counts of each subject that has ratings. Those of a merged subject count for what it is now; of a member's ratings
 * of one subject, the newest counts. `condition` is one on `rating`.
 */
export const countsWhere = (condition: string): string => `
  SELECT subject_id, count(*) AS count, sum(score) AS sum,
    ${[1, 2, 3, 4, 5].map((score) => `count(*) FILTER (WHERE score = ${score}) AS n${score}`).join(', ')},
    count(review_body) AS review_count, max(updated_at) AS last_rated_at
  FROM (
    SELECT DISTINCT ON (coalesce(merged.survivor_id, rating.subject_id), coalesce(rating.member_id, rating.id))
      coalesce(merged.survivor_id, rating.subject_id) AS subject_id, rating.score, rating.review_body, rating.updated_at
    FROM ratings rating LEFT JOIN merged_subjects merged ON merged.id = rating.subject_id
    WHERE ${counted('rating')} AND ${condition}
    ORDER BY 1, coalesce(rating.member_id, rating.id), rating.updated_at DESC, rating.id DESC
  ) newest GROUP BY subject_id`;

const LOCK = 'SELECT FROM rating_summaries WHERE subject_id = ANY($1) ORDER BY subject_id FOR UPDATE';

const RECOUNT = `
  UPDATE rating_summaries summary
  SET ${COUNT_COLUMNS.map((column) => `${column} = ${column === 'last_rated_at' ? `counts.${column}` : `coalesce(counts.${column}, 0)`}`).join(', ')}
  FROM unnest($1::text[]) asked (id) LEFT JOIN (${countsWhere('rating.subject_id = ANY($1)')}) counts ON counts.subject_id = asked.id
  WHERE summary.subject_id = asked.id
    AND (${COUNT_COLUMNS.map((column) => `summary.${column}`).join(', ')}) IS DISTINCT FROM
      (${COUNT_COLUMNS.map((column) => (column === 'last_rated_at' ? `counts.${column}` : `coalesce(counts.${column}, 0)`)).join(', ')})`;

const RANK = `
  UPDATE rating_summaries summary SET bayesian_average = ${bayesianAverage()} WHERE subject_id = ANY($1)
  RETURNING subject_id AS id, kind, count, sum`;

/**
 * Counts the ratings of subjects again that are or were one by merges; `ids` are all their ids. What is merged has no counts
 * of its own. Returns the events of the summaries.
 */
export const recountMerged = async (tx: EntityManager, ids: readonly string[]): Promise<NewEvent[]> => {
  // A statement of its own: the next one then sees the ratings of all who held the locks before.
  await tx.query(LOCK, [ids]);
  await tx.query(RECOUNT, [ids]);
  const [rows] = await tx.query<[{ id: string; kind: string; count: number; sum: number }[], number]>(RANK, [ids]);
  return rows
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, ...payload }) => ({ type: 'RatingSummaryChanged', subject: id, payload }));
};

/** {@link recountMerged}, and appends the events. */
export const recountSummaries = async (tx: EntityManager, ids: readonly string[], clock: Clock): Promise<void> => {
  await appendEvents(tx, await recountMerged(tx, ids), clock);
};
