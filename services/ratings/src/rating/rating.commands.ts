import { authorise, type Clock, type Identity, ModerationStatus, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import { checkRating, type NewReview } from './check-rating';
import type { Rating } from './rating.entity';
import { type Refuse, RatingStore } from './rating.store';
import { refuseOwn } from './refuse-own';

export interface RatingInput {
  readonly subjectId: string;
  /** 1 to 5. */
  readonly score: number;
  readonly review?: NewReview | null;
}

/** The rating as it is now, or the errors because of which nothing was changed. */
export interface RatingResult {
  readonly rating: Rating | null;
  readonly userErrors: readonly UserError[];
}

export const refused = (...userErrors: readonly UserError[]): RatingResult => ({ rating: null, userErrors });

const subjectNotFound = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'No subject with this id can be rated.', ['subjectId']));

const notRated = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'You have no rating of this subject.', ['subjectId']));

const removedByModerator = () =>
  new UserError(
    UserErrorCode.LOCKED,
    'A moderator removed your rating of this subject: you cannot rate it again. The decision says how to appeal.',
    ['subjectId'],
  );

/** What a caller may do with their own ratings. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class RatingCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: RatingsLoaders,
  ) {}

  /**
   * Rates a subject, or replaces the caller's rating of it; without `review` the rating has none. User errors: NOT_FOUND
   * if the caller may not see such a subject, FORBIDDEN for their own post and the organisation that they work for, LOCKED
   * if a moderator removed their rating, and those of {@link checkRating}.
   */
  async rate({ subjectId, score, review = null }: RatingInput): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return subjectNotFound();
    const userErrors = checkRating(score, review);
    if (userErrors.length > 0) return refused(...userErrors);
    const refuse =
      (tx: EntityManager): Refuse =>
      async (locked, before) => {
        if (before?.status === ModerationStatus.REMOVED) return removedByModerator();
        return refuseOwn(tx, this.identity, locked);
      };
    const rating = await this.db.transaction((tx) =>
      new RatingStore(tx, this.clock).rate({ memberId, subjectId, score, review }, refuse(tx)),
    );
    return rating instanceof UserError ? refused(rating) : this.done(rating);
  }

  /**
   * Takes back the caller's rating of a subject; its row stays. User error: NOT_FOUND if the caller may not see such a
   * subject, or has no rating of it.
   */
  async remove({ subjectId }: Pick<RatingInput, 'subjectId'>): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return subjectNotFound();
    const rating = await this.db.transaction((tx) => new RatingStore(tx, this.clock).remove({ memberId, subjectId }));
    return rating ? this.done(rating) : notRated();
  }

  private done(rating: Rating | null): RatingResult {
    if (!rating) return subjectNotFound();
    clearRating(this.loaders, rating);
    return { rating, userErrors: [] };
  }
}
