import { byKey, type MergeLoaders } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { RatingSummary } from './rating-summary.entity';

export const createSummaryLoaders = (db: EntityManager, { idsOfSubject }: MergeLoaders) => {
  const summaryBySubjectId = byKey(
    (subjectIds: readonly string[]) => db.findBy(RatingSummary, { subjectId: In([...subjectIds]) }),
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
