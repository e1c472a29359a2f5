import { authorise, type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import { checkRating, type NewReview } from './check-rating';
import type { Rating } from './rating.entity';
import { RatingStore } from './rating.store';

export interface RatingInput {
  readonly subjectId: string;
  /** 1 to 5. */
  readonly score: number;
  readonly review?: NewReview | null;
}

/** The rating as it is now, or the errors because of which nothing was changed. */
export interface RatingPayload {
  readonly rating: Rating | null;
  readonly userErrors: readonly UserError[];
}

export const refused = (...userErrors: readonly UserError[]): RatingPayload => ({ rating: null, userErrors });

const subjectNotFound = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'No subject with this id can be rated.', ['subjectId']));

const notRated = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'You have no rating of this subject.', ['subjectId']));

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
   * if the caller may not see such a subject, and those of {@link checkRating}.
   */
  async rate({ subjectId, score, review = null }: RatingInput): Promise<RatingPayload> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return subjectNotFound();
    const userErrors = checkRating(score, review);
    if (userErrors.length > 0) return refused(...userErrors);
    const rating = await this.write((store) => store.rate({ memberId, subjectId, score, review }));
    return rating ? { rating, userErrors: [] } : subjectNotFound();
  }

  /**
   * Removes the caller's rating of a subject; its row stays. User error: NOT_FOUND if the caller may not see such a
   * subject, or has no rating of it.
   */
  async remove({ subjectId }: Pick<RatingInput, 'subjectId'>): Promise<RatingPayload> {
    const memberId = authorise(this.identity, 'RATE');
    if (!(await this.loaders.subjectById.load(subjectId))) return subjectNotFound();
    const rating = await this.write((store) => store.remove({ memberId, subjectId }));
    return rating ? { rating, userErrors: [] } : notRated();
  }

  private async write(change: (store: RatingStore) => Promise<Rating | null>): Promise<Rating | null> {
    const rating = await this.db.transaction((tx) => change(new RatingStore(tx, this.clock)));
    if (rating) clearRating(this.loaders, rating);
    return rating;
  }
}
