import type { PersonalData } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Rating } from '../rating/rating.entity';
import { reviewOf } from '../rating/rating.types';
import { Vote } from '../vote/vote.entity';

/** What this service stores about a member: their ratings of every status, oldest first, and their votes. */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const ratings = await db.find(Rating, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const votes = await db.find(Vote, { where: { memberId }, order: { ratingId: 'ASC' } });
  return {
    ratings: ratings.map((rating) => ({
      id: rating.id,
      subjectId: rating.subjectId,
      score: rating.score,
      review: reviewOf(rating),
      status: rating.status,
      createdAt: rating.createdAt.toISOString(),
      updatedAt: rating.updatedAt.toISOString(),
    })),
    votes: votes.map(({ ratingId, helpful }) => ({ ratingId, helpful })),
  };
};
