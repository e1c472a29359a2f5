import type { Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { RatingFilter } from '../rating/rating.types';
import { Subject } from '../subject/subject.entity';
import { visibleSubjects } from '../subject/subject.visibility';
import { RatingSummary } from './rating-summary.entity';

/** SQL of the number of ratings that match a filter; null if summaries do not count them. */
const countIn = ({ hasReview, scores, langs }: RatingFilter): string | null => {
  if (langs) return null;
  if (scores) {
    if (hasReview != null) return null;
    return [...new Set(scores)].map((score) => `summary.n${score}`).join(' + ') || '0';
  }
  if (hasReview == null) return 'summary.count';
  return hasReview ? 'summary.reviewCount' : 'summary.count - summary.reviewCount';
};

/**
 * Reads the number of listed ratings of each visible subject from its summary. Undefined for a filter whose ratings have to
 * be counted one by one. The filter is valid.
 */
export const storedCount = (db: EntityManager, identity: Identity, filter: RatingFilter | null | undefined) => {
  const count = countIn(filter ?? {});
  if (count === null) return undefined;
  const { sql, parameters } = visibleSubjects(identity);
  return (subjectIds: readonly string[]) =>
    db
      .createQueryBuilder(RatingSummary, 'summary')
      .innerJoin(Subject, 'subject', 'subject.id = summary.subjectId')
      .select('summary.subjectId', 'key')
      .addSelect(count, 'count')
      .where(sql, parameters)
      .andWhere('summary.subjectId = ANY(:subjectIds)', { subjectIds })
      .getRawMany<{ key: string; count: number }>();
};
