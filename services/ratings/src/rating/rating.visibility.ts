import { type Identity, isAllowed, ModerationStatus } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Subject } from '../subject/subject.entity';
import { visibleSubjects } from '../subject/subject.visibility';
import { Rating } from './rating.entity';

/**
 * The member whose own rating and vote may be shown to `identity`: the viewer. Null for an anonymous viewer, and for an
 * API key without PROFILE_READ.
 */
export const viewerIn = (identity: Identity): string | null =>
  isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;

/** Every read of ratings starts here: a rating is hidden with its subject. */
const ofVisibleSubjects = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> => {
  const { sql, parameters } = visibleSubjects(identity);
  return db
    .createQueryBuilder(Rating, 'rating')
    .innerJoin(Subject, 'subject', 'subject.id = rating.subjectId')
    .where(sql, parameters);
};

/** The ratings that lists contain. The status is no parameter: the indexes of lists have this very condition. */
export const listedRatings = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> =>
  ofVisibleSubjects(db, identity).andWhere(`rating.status = '${ModerationStatus.VISIBLE}' AND NOT rating.takenBack`);

/**
 * The ratings that `identity` may read one by one: visible ones, and their own that a moderator has hidden. A moderator may
 * read all that are held back, also removed ones, which an appeal may be about. Nobody reads one that was taken back.
 */
export const readableRatings = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> => {
  const query = ofVisibleSubjects(db, identity).andWhere('NOT rating.takenBack');
  if (isAllowed(identity, 'SEE_RATINGS_HELD_BACK')) return query;
  // Not `:viewerId`: the condition of the subject binds that name, to a member even without PROFILE_READ.
  return query.andWhere('(rating.status = :visible OR (rating.memberId = :ownerId AND rating.status <> :removed))', {
    visible: ModerationStatus.VISIBLE,
    removed: ModerationStatus.REMOVED,
    ownerId: viewerIn(identity),
  });
};
