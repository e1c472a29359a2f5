import { authorise, lockMember, type Identity, idPrefix, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ModerationStatus } from '../rating/rating.enums';
import { Rating } from '../rating/rating.entity';
import { forgetRating, type RatingLoaders } from '../rating/rating.loader';
import { type RatingOutcome, refused } from '../rating/rating.commands';
import { RatingVote } from './vote.entity';

export interface VoteByViewer {
  readonly ratingId: string;
  /** Null takes the vote back. */
  readonly helpful: boolean | null;
}

export interface NewVote extends VoteByViewer {
  readonly memberId: string;
}

const noSuchRating = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'There is no rating with this id.', ['ratingId']));

const ownRating = () =>
  refused(new UserError(UserErrorCode.FORBIDDEN, 'Your own rating is for others to judge.', ['ratingId']));

export class VoteService {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
    private readonly loaders: RatingLoaders,
  ) {}

  /**
   * Says whether who asks finds a rating helpful, in place of what they said before. Throws UNAUTHENTICATED, FORBIDDEN.
   * User errors: those of `vote`; NOT_FOUND also where they may not see the rating or its subject.
   */
  async voteAsViewer({ ratingId, helpful }: VoteByViewer): Promise<RatingOutcome> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.ratingById.load(ratingId))) return noSuchRating();
    return this.vote({ memberId, ratingId, helpful });
  }

  /**
   * For the house itself. Says whether a member finds a rating helpful, in place of what they said before. User errors:
   * NOT_FOUND (no such rating that is shown), FORBIDDEN (their own). Throws UNAUTHENTICATED where they have been erased.
   */
  async vote({ memberId, ratingId, helpful }: NewVote): Promise<RatingOutcome> {
    if (idPrefix(ratingId) !== 'rating') return noSuchRating();
    const outcome = await this.db.transaction(async (tx): Promise<RatingOutcome> => {
      await lockMember(tx, memberId);
      const rating = await tx.findOne(Rating, {
        where: { id: ratingId, status: ModerationStatus.VISIBLE },
        lock: { mode: 'pessimistic_write' },
      });
      if (!rating) return noSuchRating();
      if (rating.memberId === memberId) return ownRating();
      const before = await tx.findOneBy(RatingVote, { ratingId, memberId });
      if (helpful === null) await tx.delete(RatingVote, { ratingId, memberId });
      else await tx.upsert(RatingVote, { ratingId, memberId, helpful }, ['ratingId', 'memberId']);
      const moved = {
        helpful: rating.helpful + Number(helpful === true) - Number(before?.helpful === true),
        unhelpful: rating.unhelpful + Number(helpful === false) - Number(before?.helpful === false),
      };
      await tx.update(Rating, { id: ratingId }, moved);
      return { rating: tx.create(Rating, { ...rating, ...moved }), userErrors: [] };
    });
    if (outcome.rating) forgetRating(this.loaders, outcome.rating);
    return outcome;
  }
}
