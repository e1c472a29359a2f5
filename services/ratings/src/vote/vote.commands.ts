import { authorise, type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import { type RatingResult, refused } from '../rating/rating.commands';
import { type NewVote, VoteStore } from './vote.store';

export type VoteInput = Omit<NewVote, 'memberId'>;

const ratingNotFound = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'There is no rating with this id.', ['ratingId']));

const ownRating = () =>
  refused(new UserError(UserErrorCode.FORBIDDEN, 'You cannot vote on your own rating.', ['ratingId']));

/** What a caller may do with their own votes. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class VoteCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: RatingsLoaders,
  ) {}

  /**
   * Records whether the caller finds a rating helpful, in place of their previous vote; null removes it. User errors:
   * NOT_FOUND if the rating does not exist, is hidden by a moderator or is not visible to the caller, FORBIDDEN for their own.
   */
  async vote({ ratingId, helpful }: VoteInput): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    const found = await this.loaders.ratingById.load(ratingId);
    if (!found) return ratingNotFound();
    if (found.memberId === memberId) return ownRating();
    const rating = await this.db.transaction((tx) =>
      new VoteStore(tx, this.clock).vote({ memberId, ratingId, helpful }),
    );
    if (!rating) return ratingNotFound();
    clearRating(this.loaders, rating);
    return { rating, userErrors: [] };
  }
}
