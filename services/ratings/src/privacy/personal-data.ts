import { type PersonalData, Report } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Affiliation } from '../projection/affiliation.entity';
import { RatingRevisionRow } from '../rating/rating-revision.entity';
import { Rating } from '../rating/rating.entity';
import { reviewOf } from '../rating/rating.types';
import { Reply } from '../reply/reply.entity';
import { Vote } from '../vote/vote.entity';

/** What this service stores about a member: their ratings of every status with their history,
 * oldest first, their votes, their answers and their confirmed affiliations. */
export const personalData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const ratings = await db.find(Rating, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const votes = await db.find(Vote, { where: { memberId }, order: { ratingId: 'ASC' } });
  const ratingIds = ratings.map(({ id }) => id);
  const history = await db.find(RatingRevisionRow, { where: { ratingId: In(ratingIds) }, order: { revision: 'ASC' } });
  const replies = await db.find(Reply, { where: { memberId }, order: { createdAt: 'ASC', ratingId: 'ASC' } });
  const reports = await db.find(Report, { where: { memberId }, order: { targetId: 'ASC' } });
  const affiliations = await db.find(Affiliation, { where: { memberId }, order: { organisationId: 'ASC' } });
  return {
    ratings: ratings.map((rating) => ({
      id: rating.id,
      subjectId: rating.subjectId,
      score: rating.score,
      review: reviewOf(rating),
      revision: rating.revision,
      history: history
        .filter(({ ratingId }) => ratingId === rating.id)
        .map(({ revision, score, createdAt, ...words }) => ({
          revision,
          score,
          review: reviewOf(words),
          createdAt: createdAt.toISOString(),
        })),
      status: rating.status,
      takenBack: rating.takenBack,
      createdAt: rating.createdAt.toISOString(),
      updatedAt: rating.updatedAt.toISOString(),
    })),
    votes: votes.map(({ ratingId, helpful }) => ({ ratingId, helpful })),
    replies: replies.map(({ ratingId, organisationId, body, createdAt }) => ({
      ratingId,
      organisationId,
      body,
      createdAt: createdAt.toISOString(),
    })),
    openReports: reports.map(({ targetId, caseId }) => ({ targetId, caseId })),
    affiliations: affiliations.map(({ organisationId }) => ({ organisationId })),
  };
};
