import {
  asShortRead,
  byKey,
  groupedByKey,
  type Identity,
  idPrefix,
  isAllowed,
  loaderPerArguments,
  type MergeLoaders,
  ModerationStatus,
  pagedByKey,
  pagedBySubject,
  readPage,
  rowsByKey,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { RatingRevisionRow } from './rating-revision.entity';
import { RATING_ORDERS } from './rating-order';
import type { Rating } from './rating.entity';
import { RatingOrder } from './rating.enums';
import type { RatingsArguments, RatingsGivenArguments } from './rating.types';
import { counted } from '../summary/counted';
import { storedCount } from '../summary/stored-count';
import { ratingRestriction } from './rating-filter';
import { listedRatings, readableRatings, viewerIn } from './rating.visibility';

/** Of a member's ratings of what is now one subject, the newest is listed. */
const NEWEST_OF_MEMBER = `NOT EXISTS (
  SELECT FROM ratings newer WHERE newer.subject_id = ANY(:subjectIds) AND newer.member_id = rating.member_id
    AND ${counted('newer')} AND (newer.updated_at, newer.id) > (rating.updated_at, rating.id))`;

const ratingsOfSubject = (
  db: EntityManager,
  identity: Identity,
  merges: MergeLoaders,
  { filter, orderBy, ...args }: RatingsArguments,
) => {
  const order = RATING_ORDERS[orderBy ?? RatingOrder.MOST_HELPFUL];
  const restrict = ratingRestriction(filter);
  return pagedBySubject<Rating>({
    merges,
    once: NEWEST_OF_MEMBER,
    query: () => restrict(listedRatings(db, identity)),
    parent: 'rating.subjectId',
    parentOf: (rating) => rating.subjectId,
    order,
    page: readPage(args, order),
    count: storedCount(db, identity, filter),
  });
};

const ratingsOfMember = (
  db: EntityManager,
  identity: Identity,
  { filter, orderBy, ...args }: RatingsGivenArguments,
) => {
  const order = RATING_ORDERS[orderBy ?? RatingOrder.NEWEST];
  const restrict = ratingRestriction(filter);
  return pagedByKey<Rating>({
    query: () => restrict(listedRatings(db, identity)),
    parent: 'rating.memberId',
    parentOf: (rating) => rating.memberId ?? '',
    order,
    page: readPage(args, order),
  });
};

const ratingsById = (db: EntityManager, identity: Identity, ids: readonly string[]): Promise<Rating[]> =>
  asShortRead(readableRatings(db, identity))
    .andWhere('rating.id = ANY(:ids)', { ids: ids.filter((id) => idPrefix(id) === 'rating') })
    .getMany();

const viewerRatings = async (
  db: EntityManager,
  identity: Identity,
  subjectIds: readonly string[],
): Promise<Rating[]> => {
  const memberId = viewerIn(identity);
  if (memberId === null) return [];
  return asShortRead(readableRatings(db, identity))
    .andWhere('rating.subjectId = ANY(:subjectIds)', { subjectIds })
    .andWhere('rating.memberId = :memberId AND rating.status <> :noLonger', {
      memberId,
      noLonger: ModerationStatus.REMOVED,
    })
    .getMany();
};

const byUpdate = (one: Rating, other: Rating): number => other.updatedAt.getTime() - one.updatedAt.getTime();

export const createRatingLoaders = (db: EntityManager, identity: Identity, merges: MergeLoaders) => {
  const viewerRatingBySubjectId = byKey(
    (subjectIds: readonly string[]) => viewerRatings(db, identity, subjectIds),
    (rating) => rating.subjectId,
  );
  return {
    /** Earlier versions of a rating, the latest first. */
    revisionsOfRating: groupedByKey(
      rowsByKey(db, RatingRevisionRow, 'ratingId', { order: { revision: 'DESC' } }),
      ({ ratingId }) => ratingId,
    ),
    /** Whether the viewer may read the earlier versions of a rating: its author and moderators. */
    maySeeHistory: ({ memberId }: Rating): boolean =>
      isAllowed(identity, 'SEE_RATINGS_HELD_BACK') || (memberId !== null && memberId === viewerIn(identity)),
    /** Null for a rating that does not exist or that the viewer may not read. */
    ratingById: byKey(
      (ids: readonly string[]) => ratingsById(db, identity, ids),
      (rating) => rating.id,
    ),
    viewerRatingBySubjectId,
    /** The viewer's own rating of a subject, or null; of what is merged, the newest. */
    viewerRatingOf: async (subjectId: string): Promise<Rating | null> => {
      const ratings = await Promise.all(
        (await merges.idsOfSubject(subjectId)).map((id) => viewerRatingBySubjectId.load(id)),
      );
      return ratings.flatMap((rating) => rating ?? []).toSorted(byUpdate)[0] ?? null;
    },
    ratingsOfSubject: loaderPerArguments((args: RatingsArguments) => ratingsOfSubject(db, identity, merges, args)),
    ratingsOfMember: loaderPerArguments((args: RatingsGivenArguments) => ratingsOfMember(db, identity, args)),
  };
};
