import type { Order } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Subject } from '../subject/subject.entity';
import { RatingSummary } from './rating-summary.entity';

/** C: number of ratings at the mean of its kind that are added to those of a subject. */
const PRIOR_WEIGHT = 10;

/** m of a kind without ratings: the middle of the scale. */
const NEUTRAL_SCORE = 3;

/** (C·m + Σ) / (C + n) as an exact numeric, in a query of {@link rankedSubjects}. */
const BAYESIAN_AVERAGE =
  `((${PRIOR_WEIGHT} * coalesce(of_kind.mean, ${NEUTRAL_SCORE}) + coalesce(summary.sum, 0))` +
  ` / CAST(${PRIOR_WEIGHT} + coalesce(summary.count, 0) AS numeric))`;

export const BY_BAYESIAN_AVERAGE: Order = {
  name: 'subjects by Bayesian average',
  direction: 'DESC',
  keys: [
    { sql: BAYESIAN_AVERAGE, type: 'numeric' },
    { sql: 'subject.id', type: 'text' },
  ],
};

/**
 * The mean of all ratings of each kind. It is over ratings, not subjects: a subject with more ratings counts more. Only
 * public subjects count, because the average of every other one shows the mean.
 */
const MEAN_BY_KIND = `(
  SELECT kind, sum(sum) / sum(count) AS mean FROM kind_totals GROUP BY kind HAVING sum(count) > 0
)`;

/** Every subject with its summary, if it has one, and the mean of its kind. */
export const rankedSubjects = (db: EntityManager): SelectQueryBuilder<Subject> =>
  db
    .createQueryBuilder(Subject, 'subject')
    .leftJoin(RatingSummary, 'summary', 'summary.subjectId = subject.id')
    .leftJoin(MEAN_BY_KIND, 'of_kind', 'of_kind.kind = subject.kind');

/** The Bayesian averages of the given subjects, in one statement. A subject that is not registered has none. */
export const bayesianAverages = (db: EntityManager, subjectIds: readonly string[]) =>
  rankedSubjects(db)
    .where('subject.id IN (:...subjectIds)', { subjectIds })
    .select('subject.id', 'subjectId')
    .addSelect(BAYESIAN_AVERAGE, 'average')
    .getRawMany<{ subjectId: string; average: string }>();

/** The Bayesian average of a subject that is not registered, whose kind is not known. */
export const neutralAverage = (subjectId: string) => ({ subjectId, average: String(NEUTRAL_SCORE) });
