import { authorise, type Clock, type Identity, ModerationStatus, UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import { checkRating, type NewReview } from './check-rating';
import { Rating } from './rating.entity';
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

/** Whether a moderator removed the member's rating of one of these subjects. */
const wasRemoved = (tx: EntityManager, memberId: string, subjectIds: readonly string[]): Promise<boolean> =>
  tx.existsBy(Rating, { memberId, subjectId: In([...subjectIds]), status: ModerationStatus.REMOVED });

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
      (tx: EntityManager, merged: readonly string[]): Refuse =>
      async (locked, before) => {
        if (before?.status === ModerationStatus.REMOVED || (await wasRemoved(tx, memberId, merged)))
          return removedByModerator();
        return refuseOwn(tx, this.identity, locked);
      };
    const [home, ...merged] = await this.loaders.idsOfSubject(subjectId);
    const rating = await this.db.transaction((tx) =>
      new RatingStore(tx, this.clock).rate({ memberId, subjectId: home, score, review }, refuse(tx, merged)),
    );
    return rating instanceof UserError ? refused(rating) : this.done(rating);
  }

  /**
   * Takes back the caller's rating of a subject, of all that is merged with it; the rows stay. User error: NOT_FOUND if the caller may not see such a
   * subject, or has no rating of it.
   */
  async remove({ subjectId }: Pick<RatingInput, 'subjectId'>): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return subjectNotFound();
    const ids = await this.loaders.idsOfSubject(subjectId);
    const rating = await this.db.transaction(async (tx) => {
      const store = new RatingStore(tx, this.clock);
      const removed: (Rating | null)[] = [];
      for (const id of ids) removed.push(await store.remove({ memberId, subjectId: id }));
      return removed.find((each) => each !== null) ?? null;
    });
    return rating ? this.done(rating) : notRated();
  }

  private done(rating: Rating | null): RatingResult {
    if (!rating) return subjectNotFound();
    clearRating(this.loaders, rating);
    return { rating, userErrors: [] };
  }
}
