import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { RatingSummary } from './rating-summary.entity';

export const createSummaryLoaders = (db: EntityManager) => ({
  /** All zeros for a subject without ratings. */
  summaryBySubjectId: byKey(
    (subjectIds: readonly string[]) => db.findBy(RatingSummary, { subjectId: In([...subjectIds]) }),
    (summary) => summary.subjectId,
    RatingSummary.empty,
  ),
});
