import {
  authorise,
  checkNote,
  checkStatement,
  type Clock,
  type FlagReason,
  type Identity,
  lockMember,
  type ModerationStatus,
  ModerationStore,
  type StatementInput,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import type { Rating } from '../rating/rating.entity';
import { type RatingResult, refused } from '../rating/rating.commands';
import { worksFor } from '../rating/refuse-own';
import { organisationOf } from '../subject/subject-organisation';
import type { Subject } from '../subject/subject.entity';
import { lockRating, moderatedRatings } from './moderated-ratings';

export interface NewFlag {
  readonly ratingId: string;
  readonly reason: FlagReason;
  readonly note?: string | null;
}

export interface NewDecision {
  readonly ratingId: string;
  readonly status: ModerationStatus;
  readonly statement: StatementInput;
}

const error = (code: UserErrorCode, message: string): UserError => new UserError(code, message, ['ratingId']);

const notFound = () => error(UserErrorCode.NOT_FOUND, 'There is no rating with this id.');

/** Reports to moderators, and their decisions about ratings. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class ModerationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: RatingsLoaders,
  ) {}

  /**
   * Reports a rating that the caller sees. Reporting it again, before a decision, changes nothing. User errors: NOT_FOUND,
   * FORBIDDEN for the caller's own, and those of the note.
   */
  async flag({ ratingId, reason, note = null }: NewFlag): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    const noteError = checkNote(reason, note);
    if (noteError) return refused(noteError);
    return this.change(ratingId, memberId, async (tx, rating) => {
      if (rating.memberId === memberId) return error(UserErrorCode.FORBIDDEN, 'This is your rating: change it.');
      const report = { memberId, reason, note: note?.trim() ?? null };
      await new ModerationStore(tx, this.clock, moderatedRatings).report(thingOf(rating), report);
      return null;
    });
  }

  /**
   * Decides about a rating, at once, with its summary. User errors: NOT_FOUND, those of the statement, FORBIDDEN for a
   * moderator who has a part in it or works for what is rated, CONFLICT if the same was decided before.
   */
  async moderate({ ratingId, status, statement }: NewDecision): Promise<RatingResult> {
    const moderatorId = authorise(this.identity, 'MODERATE');
    const errors = checkStatement(statement, this.clock.now());
    if (errors.length > 0) return refused(...errors);
    return this.change(ratingId, moderatorId, async (tx, rating, subject) => {
      const organisationId = organisationOf(subject);
      if (organisationId !== null && (await worksFor(tx, this.identity, organisationId))) {
        return error(UserErrorCode.FORBIDDEN, 'You work for the rated organisation: another moderator decides.');
      }
      const decision = { moderatorId, status, statement };
      return new ModerationStore(tx, this.clock, moderatedRatings).decide(thingOf(rating), decision);
    });
  }

  private async change(
    ratingId: string,
    memberId: string,
    write: (tx: EntityManager, rating: Rating, subject: Subject) => Promise<UserError | null>,
  ): Promise<RatingResult> {
    const found = await this.loaders.ratingById.load(ratingId);
    if (!found) return refused(notFound());
    const refusal = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const locked = await lockRating(tx, ratingId);
      return locked ? write(tx, locked.rating, locked.subject) : notFound();
    });
    if (refusal) return refused(refusal);
    clearRating(this.loaders, found);
    return { rating: await this.loaders.ratingById.load(ratingId), userErrors: [] };
  }
}

const thingOf = ({ id, memberId }: Rating) => ({ id, authorId: memberId });
