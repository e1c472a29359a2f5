import { type Clock, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { lockSummary, updateSummary } from '../summary/summary-delta';
import type { NewReview } from './check-rating';
import { Rating } from './rating.entity';
import { ModerationStatus } from './rating.enums';

export interface MemberRating {
  readonly memberId: string;
  readonly subjectId: string;
  /** Time of the change. Defaults to now. */
  readonly at?: Date;
}

export interface NewRating extends MemberRating {
  /** 1 to 5. */
  readonly score: number;
  readonly review?: NewReview | null;
}

type Revision = Pick<Rating, 'score' | 'reviewTitle' | 'reviewBody' | 'reviewLang' | 'status'>;

/**
 * Writes ratings and the summaries of their subjects, inside the transaction `tx`. It trusts its caller: it checks neither
 * permissions nor texts. Every write throws UNAUTHENTICATED if the member has been erased.
 */
export class RatingStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Adds or replaces the member's rating of a subject. Returns null if there is no such subject. */
  async rate({ score, review = null, ...rating }: NewRating): Promise<Rating | null> {
    return this.change(rating, (before) => ({
      score,
      reviewTitle: review?.title?.trim() || null,
      reviewBody: review?.body.trim() ?? null,
      reviewLang: review?.lang ?? null,
      // A rating that a moderator has hidden stays hidden when its author changes it.
      status: before && before.status !== ModerationStatus.REMOVED ? before.status : ModerationStatus.VISIBLE,
    }));
  }

  /** Removes the member's rating of a subject; its row stays. Returns null if there is none. */
  async remove(rating: MemberRating): Promise<Rating | null> {
    return this.change(rating, (before) =>
      before && before.status !== ModerationStatus.REMOVED ? { ...before, status: ModerationStatus.REMOVED } : null,
    );
  }

  /** The only way to change a rating: writes its row and the summary of its subject. `revise` returns null to keep both. */
  private async change(
    { memberId, subjectId, at = this.clock.now() }: MemberRating,
    revise: (before: Rating | null) => Revision | null,
  ): Promise<Rating | null> {
    await lockMember(this.tx, memberId);
    if (!(await lockSummary(this.tx, subjectId))) return null;
    const before = await this.tx.findOneBy(Rating, { subjectId, memberId });
    const revision = revise(before);
    if (!revision) return null;
    const rating = await this.write({ memberId, subjectId, at }, before, revision);
    await updateSummary(this.tx, subjectId, before, rating);
    return rating;
  }

  /** Writes the row without its counts of votes: those change without the lock of the summary. */
  private async write(
    { memberId, subjectId, at }: Required<MemberRating>,
    before: Rating | null,
    { score, reviewTitle, reviewBody, reviewLang, status }: Revision,
  ): Promise<Rating> {
    const id = before?.id ?? this.clock.newId('rating');
    const row = {
      ...{ id, subjectId, memberId, score, reviewTitle, reviewBody, reviewLang, status },
      revision: (before?.revision ?? 0) + 1,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    };
    await this.tx.upsert(Rating, row, ['subjectId', 'memberId']);
    return this.tx.findOneByOrFail(Rating, { id });
  }
}
