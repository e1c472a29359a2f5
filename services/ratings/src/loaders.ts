import { combineLoaders, createMergeLoaders, type Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Rating } from './rating/rating.entity';
import { createRatingLoaders } from './rating/rating.loader';
import { createReplyLoaders } from './reply/reply.loader';
import { createSubjectLoaders } from './subject/subject.loader';
import { createSummaryLogLoaders } from './summary-log/summary-log.loader';
import { createSummaryLoaders } from './summary/rating-summary.loader';
import { createVoteLoaders } from './vote/vote.loader';

/** Every read of one operation. They return only what `identity` may see. */
export const createLoaders = (db: EntityManager, identity: Identity) => {
  const merges = createMergeLoaders(db);
  const subjects = createSubjectLoaders(db, identity);
  return combineLoaders(
    merges,
    subjects,
    createSummaryLogLoaders(db, combineLoaders(subjects, merges)),
    createSummaryLoaders(db, merges),
    createRatingLoaders(db, identity, merges),
    createVoteLoaders(db, identity),
    createReplyLoaders(db),
  );
};

export type RatingsLoaders = ReturnType<typeof createLoaders>;

/** Clears what the operation has loaded and a change of the rating, or of its votes, affects. */
export const clearRating = (loaders: RatingsLoaders, { id, subjectId }: Rating): void => {
  loaders.ratingById.clear(id);
  loaders.summaryBySubjectId.clear(subjectId);
  loaders.viewerRatingBySubjectId.clear(subjectId);
  loaders.viewerVoteByRatingId.clear(id);
  loaders.replyByRatingId.clear(id);
  loaders.revisionsOfRating.clear(id);
};
