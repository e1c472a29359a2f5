import type { EntityManager } from 'typeorm';
import type { Rating } from './rating.entity';
import { RatingRevisionRow } from './rating-revision.entity';

/** Number of earlier versions that are kept. */
const MAX_HISTORY = 20;

/** Keeps a rating as it is now, before it is changed. The oldest versions beyond {@link MAX_HISTORY} are deleted. */
export const keepRevision = async (tx: EntityManager, rating: Rating): Promise<void> => {
  const { id: ratingId, revision, score, reviewTitle, reviewBody, reviewLang, updatedAt: createdAt } = rating;
  await tx.insert(RatingRevisionRow, { ratingId, revision, score, reviewTitle, reviewBody, reviewLang, createdAt });
  if (revision <= MAX_HISTORY) return;
  await tx.query('DELETE FROM rating_revisions WHERE rating_id = $1 AND revision <= $2', [
    ratingId,
    revision - MAX_HISTORY,
  ]);
};
