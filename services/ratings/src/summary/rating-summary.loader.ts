import { byKey, type MergeLoaders, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { RatingSummary } from './rating-summary.entity';

export const createSummaryLoaders = (db: EntityManager, { idsOfSubject }: MergeLoaders) => {
  const summaryBySubjectId = byKey(
    rowsByKey(db, RatingSummary, 'subjectId'),
    (summary) => summary.subjectId,
    RatingSummary.empty,
  );
  return {
    summaryBySubjectId,
    /** All zeros for a subject without ratings; of a merged subject, that of what it is now. */
    summaryOf: async (subjectId: string): Promise<RatingSummary> => {
      const [home] = await idsOfSubject(subjectId);
      return summaryBySubjectId.load(home);
    },
  };
};
