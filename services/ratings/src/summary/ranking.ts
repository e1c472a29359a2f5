import type { Order } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { RateableSubject } from '../subject/subject.entity';
import { RatingSummary } from './rating-summary.entity';

/** C: with how many ratings of its kind's mean every subject starts. */
const PRIOR_WEIGHT = 10;

/** m of a kind of which nothing has been rated: the middle of the scale. */
const NEUTRAL_SCORE = 3;

/** (C·m + Σ) / (C + n), exact, in a query made by {@link rankedSubjects}. */
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

/** The mean over all ratings of each kind, not over its subjects: a subject rated often weighs more. */
const meanByKind = (query: SelectQueryBuilder<object>) =>
  query
    .select('rated.kind', 'kind')
    .addSelect('CAST(sum(total.sum) AS numeric) / sum(total.count)', 'mean')
    .from(RateableSubject, 'rated')
    .innerJoin(RatingSummary, 'total', 'total.subjectId = rated.id')
    .groupBy('rated.kind')
    .having('sum(total.count) > 0');

/** Every subject with what it is ranked by: its summary, if it has one, and the mean of its kind. */
export const rankedSubjects = (db: EntityManager): SelectQueryBuilder<RateableSubject> =>
  db
    .createQueryBuilder(RateableSubject, 'subject')
    .leftJoin(RatingSummary, 'summary', 'summary.subjectId = subject.id')
    .leftJoin(meanByKind, 'of_kind', 'of_kind.kind = subject.kind');

/** The Bayesian averages of some subjects, in one statement; none for a subject that is not registered. */
export const bayesianAverages = (db: EntityManager, subjectIds: readonly string[]) =>
  rankedSubjects(db)
    .where('subject.id IN (:...subjectIds)', { subjectIds })
    .select('subject.id', 'subjectId')
    .addSelect(BAYESIAN_AVERAGE, 'average')
    .getRawMany<{ subjectId: string; average: string }>();

/** What stands for the Bayesian average of a subject that is not registered: its kind is not known. */
export const unrankedAverage = (subjectId: string) => ({ subjectId, average: String(NEUTRAL_SCORE) });
