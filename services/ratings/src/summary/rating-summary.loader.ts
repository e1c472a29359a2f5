import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { bayesianAverages, neutralAverage } from './ranking';
import { RatingSummary } from './rating-summary.entity';

export const createSummaryLoaders = (db: EntityManager) => ({
  /** All zeros for a subject without ratings. */
  summaryBySubjectId: byKey(
    (subjectIds: readonly string[]) => db.findBy(RatingSummary, { subjectId: In([...subjectIds]) }),
    (summary) => summary.subjectId,
    RatingSummary.empty,
  ),
  bayesianAverageBySubjectId: byKey(
    (subjectIds: readonly string[]) => bayesianAverages(db, subjectIds),
    ({ subjectId }) => subjectId,
    neutralAverage,
  ),
});
