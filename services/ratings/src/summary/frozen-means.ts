import { bayesianAverage, NEUTRAL_SCORE } from './ranking';

/** Runs one statement in the transaction and the schema of the caller. */
export interface Statements {
  query<Row>(sql: string): Promise<Row[]>;
}

/** Ratings in the middle of the scale that are added to those of a kind: the first one must not decide. */
const MEAN_WEIGHT = 20;

/** A mean that has moved by less stays: the order of lists, and cursors into them, stay too. */
const MIN_CHANGE = 0.05;

/** It is over ratings, not subjects: a subject with more ratings counts more. */
const MEANS = `
  INSERT INTO rating_means AS stored (kind, mean)
  SELECT subject.kind,
    round((${MEAN_WEIGHT * NEUTRAL_SCORE} + sum(summary.sum)) / CAST(${MEAN_WEIGHT} + sum(summary.count) AS numeric), 6)
  FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id
  WHERE summary.count > 0 AND is_public(subject) GROUP BY subject.kind
  ON CONFLICT (kind) DO UPDATE SET mean = excluded.mean WHERE abs(stored.mean - excluded.mean) >= ${MIN_CHANGE}`;

/** Also corrects what was rated while the last run wrote the means. In the order of their ids, as everywhere. */
const RANK = `
  UPDATE rating_summaries summary SET bayesian_average = ${bayesianAverage()}
  FROM (SELECT subject_id FROM rating_summaries summary WHERE bayesian_average <> ${bayesianAverage()}
    ORDER BY subject_id FOR NO KEY UPDATE) wrong
  WHERE wrong.subject_id = summary.subject_id`;

/**
 * Computes the mean score of each kind again, from the subjects that everyone may see: the average of every other one shows it.
 * The subjects of a kind whose mean has moved get new ranks.
 */
export const freezeMeans = async (db: Statements): Promise<void> => {
  await db.query(MEANS);
  await db.query(RANK);
};
