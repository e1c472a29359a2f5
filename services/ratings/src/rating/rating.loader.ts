import {
  byKey,
  type ForwardPageArguments,
  type Identity,
  idPrefix,
  loaderPerArguments,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { subjectsById } from '../subject/subject.loader';
import { bayesianAverages, unrankedAverage } from '../summary/ranking';
import { RatingSummary } from '../summary/rating-summary.entity';
import { RatingVote } from '../vote/vote.entity';
import { RATING_ORDERS, RatingOrder } from './rating-order';
import type { Rating } from './rating.entity';
import type { RatingsArguments } from './rating.types';
import { listedRatings, ownerOf, readableRatings } from './rating.visibility';

const ratingsOfSubject = (db: EntityManager, identity: Identity, args: RatingsArguments) => {
  const order = RATING_ORDERS[args.orderBy ?? RatingOrder.MOST_HELPFUL];
  return pagedByKey<Rating>({
    query: () => {
      const query = listedRatings(db, identity);
      return args.withReviewOnly ? query.andWhere('rating.reviewBody IS NOT NULL') : query;
    },
    parent: 'rating.subjectId',
    parentOf: (rating) => rating.subjectId,
    order,
    page: readPage(args, order),
  });
};

const ratingsOfMember = (db: EntityManager, identity: Identity, args: ForwardPageArguments) => {
  const order = RATING_ORDERS[RatingOrder.NEWEST];
  return pagedByKey<Rating>({
    query: () => listedRatings(db, identity),
    parent: 'rating.memberId',
    parentOf: (rating) => rating.memberId ?? '',
    order,
    page: readPage(args, order),
  });
};

/** The viewer's own, by what it is of. Null for whom it is not shown to, and then it costs nothing. */
const viewersOwn = (db: EntityManager, identity: Identity) => {
  const memberId = ownerOf(identity);
  return {
    viewerRatingBySubjectId: byKey(
      async (subjectIds: readonly string[]) =>
        memberId
          ? readableRatings(db, identity)
              .andWhere('rating.subjectId = ANY(:subjectIds)', { subjectIds })
              .andWhere('rating.memberId = :memberId', { memberId })
              .getMany()
          : [],
      (rating) => rating.subjectId,
    ),
    viewerVoteByRatingId: byKey(
      async (ids: readonly string[]) => (memberId ? db.findBy(RatingVote, { ratingId: In([...ids]), memberId }) : []),
      (vote) => vote.ratingId,
    ),
  };
};

/** Batched reads of one operation, of what who asks may see. */
export const createRatingLoaders = (db: EntityManager, identity: Identity) => ({
  subjectById: subjectsById(db, identity),
  ratingById: byKey(
    (ids: readonly string[]) =>
      readableRatings(db, identity)
        .andWhere('rating.id = ANY(:ids)', { ids: ids.filter((id) => idPrefix(id) === 'rating') })
        .getMany(),
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
  ...viewersOwn(db, identity),
  ratingsOfSubject: loaderPerArguments((args: RatingsArguments) => ratingsOfSubject(db, identity, args)),
  ratingsOfMember: loaderPerArguments((args: ForwardPageArguments) => ratingsOfMember(db, identity, args)),
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
