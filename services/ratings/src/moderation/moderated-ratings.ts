import type { ModeratedService } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Rating } from '../rating/rating.entity';
import { RatingStore } from '../rating/rating.store';
import { Subject } from '../subject/subject.entity';

/** A rating, locked until the transaction ends, with its subject. */
export const lockRating = async (
  tx: EntityManager,
  id: string,
): Promise<{ readonly subject: Subject; readonly rating: Rating } | null> => {
  const rating = await tx.findOne(Rating, { where: { id }, lock: { mode: 'for_no_key_update' } });
  const subject = rating && (await tx.findOneBy(Subject, { id: rating.subjectId }));
  return subject && { subject, rating };
};

/** How ratings take part in moderation. */
export const moderatedRatings: ModeratedService = {
  reported: 'RatingReported',
  decided: 'RatingDecided',
  prefixes: ['rating'],
  lock: async (tx, id) => (await lockRating(tx, id)) !== null,
  apply: async (tx, id, status, clock) => {
    const locked = await lockRating(tx, id);
    if (locked) await new RatingStore(tx, clock).moderate(locked.subject, locked.rating, status);
  },
};
