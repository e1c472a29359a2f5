import { type Identity, isAllowed } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { RateableSubject } from '../subject/subject.entity';
import { visibleSubjects } from '../subject/subject.visibility';
import { ModerationStatus } from './rating.enums';
import { Rating } from './rating.entity';

/** Whose own rating and vote may be shown; null for a visitor, and for an API key that may not read the profile. */
export const ownerOf = (identity: Identity): string | null =>
  isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;

/** Every read of ratings begins here: no rating is seen by who may not see its subject. */
const ofVisibleSubjects = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> => {
  const { sql, parameters } = visibleSubjects(identity);
  return db
    .createQueryBuilder(Rating, 'rating')
    .innerJoin(RateableSubject, 'subject', 'subject.id = rating.subjectId')
    .where(sql, parameters);
};

/** The ratings that lists hold. */
export const listedRatings = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> =>
  ofVisibleSubjects(db, identity).andWhere('rating.status = :visible', { visible: ModerationStatus.VISIBLE });

/**
 * The ratings that `identity` may read one by one: those held back too where they are their own, or theirs to judge.
 * One that was taken back nobody reads.
 */
export const readableRatings = (db: EntityManager, identity: Identity): SelectQueryBuilder<Rating> => {
  const query = ofVisibleSubjects(db, identity).andWhere('rating.status <> :removed', {
    removed: ModerationStatus.REMOVED,
  });
  if (isAllowed(identity, 'SEE_RATINGS_HELD_BACK')) return query;
  return query.andWhere('(rating.status = :visible OR rating.memberId = :ownerId)', {
    visible: ModerationStatus.VISIBLE,
    ownerId: ownerOf(identity),
  });
};
