import { byKey, type Identity } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { Rating } from '../rating/rating.entity';
import { viewerIn } from '../rating/rating.visibility';
import { Vote } from './vote.entity';

const viewerVotes = async (db: EntityManager, identity: Identity, ratingIds: readonly string[]): Promise<Vote[]> => {
  const memberId = viewerIn(identity);
  return memberId === null ? [] : db.findBy(Vote, { ratingId: In([...ratingIds]), memberId });
};

export const createVoteLoaders = (db: EntityManager, identity: Identity) => {
  const viewerVoteByRatingId = byKey(
    (ratingIds: readonly string[]) => viewerVotes(db, identity, ratingIds),
    (vote) => vote.ratingId,
  );
  return {
    viewerVoteByRatingId,
    /** Whether the viewer found the rating helpful; null without a vote. Their own rating costs no read: it has none. */
    viewerVoteOn: async ({ id, memberId }: Rating): Promise<boolean | null> =>
      memberId === identity.memberId ? null : ((await viewerVoteByRatingId.load(id))?.helpful ?? null),
  };
};
