import {
  byKey,
  type ForwardPageArguments,
  type Identity,
  loaderPerArguments,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { bayesianAverages, unrankedAverage } from '../summary/ranking';
import { RatingSummary } from '../summary/rating-summary.entity';
import { RatingVote } from '../vote/rating-vote.entity';
import { ModerationStatus } from './moderation-status';
import { RATING_ORDERS, RatingOrder } from './rating-order';
import { Rating } from './rating.entity';
import type { RatingsArguments } from './rating.types';

const { VISIBLE } = ModerationStatus;

const visibleRatings = (db: EntityManager) =>
  db.createQueryBuilder(Rating, 'rating').where('rating.status = :visible', { visible: VISIBLE });

const ratingsOfSubject = (db: EntityManager, args: RatingsArguments) => {
  const order = RATING_ORDERS[args.orderBy ?? RatingOrder.MOST_HELPFUL];
  return pagedByKey<Rating>({
    query: () => {
      const query = visibleRatings(db);
      return args.withReviewOnly ? query.andWhere('rating.reviewBody IS NOT NULL') : query;
    },
    parent: 'rating.subjectId',
    parentOf: (rating) => rating.subjectId,
    order,
    page: readPage(args, order),
  });
};

const ratingsOfMember = (db: EntityManager, args: ForwardPageArguments) => {
  const order = RATING_ORDERS[RatingOrder.NEWEST];
  return pagedByKey<Rating>({
    query: () => visibleRatings(db),
    parent: 'rating.memberId',
    parentOf: (rating) => rating.memberId,
    order,
    page: readPage(args, order),
  });
};

/** Batched reads of one operation. What belongs to the viewer is null for a visitor, and costs nothing. */
export const createRatingLoaders = (db: EntityManager, { memberId }: Identity) => ({
  ratingById: byKey(
    (ids: readonly string[]) => db.findBy(Rating, { id: In([...ids]), status: VISIBLE }),
    (rating) => rating.id,
  ),
  summaryBySubjectId: byKey(
    (ids: readonly string[]) => db.findBy(RatingSummary, { subjectId: In([...ids]) }),
    (summary) => summary.subjectId,
    RatingSummary.none,
  ),
  bayesianAverageBySubjectId: byKey(
    (ids: readonly string[]) => bayesianAverages(db, ids),
    ({ subjectId }) => subjectId,
    unrankedAverage,
  ),
  viewerRatingBySubjectId: byKey(
    async (ids: readonly string[]) =>
      memberId ? db.findBy(Rating, { subjectId: In([...ids]), memberId, status: VISIBLE }) : [],
    (rating) => rating.subjectId,
  ),
  viewerVoteByRatingId: byKey(
    async (ids: readonly string[]) => (memberId ? db.findBy(RatingVote, { ratingId: In([...ids]), memberId }) : []),
    (vote) => vote.ratingId,
  ),
  ratingsOfSubject: loaderPerArguments((args: RatingsArguments) => ratingsOfSubject(db, args)),
  ratingsOfMember: loaderPerArguments((args: ForwardPageArguments) => ratingsOfMember(db, args)),
});

export type RatingLoaders = ReturnType<typeof createRatingLoaders>;

/** After a change to `rating`, what the operation has read of it, and of all that rests on it, is read again. */
export const forgetRating = (loaders: RatingLoaders, { id, subjectId }: Rating): void => {
  loaders.ratingById.clear(id);
  loaders.summaryBySubjectId.clear(subjectId);
  loaders.viewerRatingBySubjectId.clear(subjectId);
  loaders.viewerVoteByRatingId.clear(id);
  // One rating moves the mean of its kind, and with it every rank.
  loaders.bayesianAverageBySubjectId.clearAll();
};
