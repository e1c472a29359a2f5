import { appendEvent, type Clock, lockMember, ModerationStatus } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Rating } from '../rating/rating.entity';
import { Vote } from './vote.entity';

export interface NewVote {
  readonly memberId: string;
  readonly ratingId: string;
  /** Null removes the vote. */
  readonly helpful: boolean | null;
}

/** Writes votes and the counts of their ratings, inside the transaction `tx`. It trusts its caller. */
export class VoteStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds, replaces or removes the member's vote on a rating. The same vote again changes nothing. Returns the rating with its new counts, or null if there is
   * no visible rating with this id. Throws UNAUTHENTICATED if the member has been erased.
   */
  async vote({ memberId, ratingId, helpful }: NewVote): Promise<Rating | null> {
    await lockMember(this.tx, memberId);
    const rating = await this.tx.findOne(Rating, {
      where: { id: ratingId, status: ModerationStatus.VISIBLE, takenBack: false },
      lock: { mode: 'pessimistic_write' },
    });
    if (!rating) return null;
    const before = await this.tx.findOneBy(Vote, { ratingId, memberId });
    // A repeated vote changes nothing, and is no news to the author of the rating.
    if ((before?.helpful ?? null) === helpful) return rating;
    if (helpful === null) await this.tx.delete(Vote, { ratingId, memberId });
    else await this.tx.upsert(Vote, { ratingId, memberId, helpful }, ['ratingId', 'memberId']);
    const counts = {
      helpful: rating.helpful + Number(helpful === true) - Number(before?.helpful === true),
      unhelpful: rating.unhelpful + Number(helpful === false) - Number(before?.helpful === false),
    };
    await this.tx.update(Rating, { id: ratingId }, counts);
    const { subjectId, memberId: raterId } = rating;
    const payload = { subjectId, raterId, voterId: memberId, helpful };
    await appendEvent(this.tx, { type: 'RatingVoted', subject: ratingId, payload }, this.clock);
    return this.tx.create(Rating, { ...rating, ...counts });
  }
}
