import { authorise, type Clock, lockMember, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { typeOfSubject } from '../subject/subject.enums';
import { lockSummary, moveSummary } from '../summary/summary-delta';
import { ModerationStatus } from './rating.enums';
import { checkRating, type NewReview } from './check-rating';
import { Rating } from './rating.entity';
import { forgetRating, type RatingLoaders } from './rating.loader';

export interface RatingToRemove {
  readonly memberId: string;
  readonly subjectId: string;
  /** When; now where it is not said. */
  readonly at?: Date;
}

interface Judgement {
  /** 1 to 5. */
  readonly score: number;
  readonly review?: NewReview | null;
}

export interface NewRating extends RatingToRemove, Judgement {}

export interface RatingByViewer extends Judgement {
  readonly subjectId: string;
}

/** What came of it: the rating as it is now, or why there is none. */
export interface RatingOutcome {
  readonly rating: Rating | null;
  readonly userErrors: readonly UserError[];
}

type Revision = Pick<Rating, 'score' | 'reviewTitle' | 'reviewBody' | 'reviewLang' | 'status'>;

export const refused = (...userErrors: readonly UserError[]): RatingOutcome => ({ rating: null, userErrors });

const noSuchSubject = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'There is nothing to rate with this id.', ['subjectId']));

const notRated = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'You have not rated this, or took it back already.', ['subjectId']));

export class RatingService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: RatingLoaders,
  ) {}

  /**
   * Gives a subject the score of who asks, or changes the one they gave before. Throws UNAUTHENTICATED, FORBIDDEN. User
   * errors: those of `rate`; NOT_FOUND also where they may not see the subject.
   */
  async rateAsViewer({ subjectId, score, review }: RatingByViewer): Promise<RatingOutcome> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return noSuchSubject();
    return this.rate({ memberId, subjectId, score, review });
  }

  /**
   * Takes the rating of who asks back. Throws UNAUTHENTICATED, FORBIDDEN. User errors: those of `remove`; NOT_FOUND also
   * where they may not see the subject.
   */
  async removeAsViewer({ subjectId }: { readonly subjectId: string }): Promise<RatingOutcome> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return noSuchSubject();
    return this.remove({ memberId, subjectId });
  }

  /**
   * For the house itself. Gives a subject the member's score, or changes the one given before; without `review` the
   * rating has none. User errors: NOT_FOUND (no such subject), INVALID (score, review), REQUIRED (empty review), TOO_LONG
   * (review). Throws UNAUTHENTICATED where the member has been erased.
   */
  async rate({ memberId, subjectId, score, review = null, at }: NewRating): Promise<RatingOutcome> {
    const userErrors = checkRating(score, review);
    if (userErrors.length > 0) return refused(...userErrors);
    return this.revise({ memberId, subjectId, at }, (before) => ({
      score,
      reviewTitle: review?.title?.trim() || null,
      reviewBody: review?.body.trim() ?? null,
      reviewLang: review?.lang ?? null,
      // What a moderator keeps back stays back, however often it is rewritten.
      status: before && before.status !== ModerationStatus.REMOVED ? before.status : ModerationStatus.VISIBLE,
    }));
  }

  /**
   * For the house itself. Takes the member's rating back; its row stays. User error: NOT_FOUND (no such subject, not
   * rated). Throws UNAUTHENTICATED where the member has been erased.
   */
  async remove(rating: RatingToRemove): Promise<RatingOutcome> {
    return this.revise(rating, (before) =>
      before && before.status !== ModerationStatus.REMOVED ? { ...before, status: ModerationStatus.REMOVED } : null,
    );
  }

  /**
   * The only way a rating changes: its row and the summary of its subject, in one transaction. `change` answers what
   * the rating is to be; null where there is nothing to change.
   */
  private async revise(
    { memberId, subjectId, at = this.clock.now() }: RatingToRemove,
    change: (before: Rating | null) => Revision | null,
  ): Promise<RatingOutcome> {
    if (!typeOfSubject(subjectId)) return noSuchSubject();
    const outcome = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      if (!(await lockSummary(tx, subjectId))) return noSuchSubject();
      const before = await tx.findOneBy(Rating, { subjectId, memberId });
      const revision = change(before);
      if (!revision) return notRated();
      const rating = await this.write(tx, { memberId, subjectId, at }, before, revision);
      await moveSummary(tx, subjectId, before, rating);
      return { rating, userErrors: [] };
    });
    if (outcome.rating) forgetRating(this.loaders, outcome.rating);
    return outcome;
  }

  /** Leaves the votes out: they change without the summary's lock. */
  private async write(
    tx: EntityManager,
    { memberId, subjectId, at }: Required<RatingToRemove>,
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
    await tx.upsert(Rating, row, ['subjectId', 'memberId']);
    return tx.findOneByOrFail(Rating, { id });
  }
}
