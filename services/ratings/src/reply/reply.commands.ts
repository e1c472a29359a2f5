import {
  appendEvent,
  authorise,
  type Clock,
  type Identity,
  lockMember,
  ModerationStatus,
  unstorablePart,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { clearRating, type RatingsLoaders } from '../loaders';
import { Rating } from '../rating/rating.entity';
import { type RatingResult, refused } from '../rating/rating.commands';
import { worksFor } from '../rating/refuse-own';
import { organisationOf } from '../subject/subject-organisation';
import { Reply } from './reply.entity';

export interface ReplyInput {
  readonly ratingId: string;
  /** Plain text. Null removes the answer. */
  readonly body?: string | null;
}

/** In Unicode code points. */
const MAX_LENGTH = 5000;

const checkBody = (body: string): UserError | null => {
  const error = (code: UserErrorCode, message: string) => new UserError(code, message, ['body']);
  if (body.trim() === '') return error(UserErrorCode.REQUIRED, 'Write an answer, or give null to remove yours.');
  const part = unstorablePart(body);
  if (part) return error(UserErrorCode.INVALID, `The answer contains ${part}: remove it.`);
  const { length } = Array.from(body);
  if (length <= MAX_LENGTH) return null;
  return error(UserErrorCode.TOO_LONG, `The answer has ${length} characters: shorten it to ${MAX_LENGTH}.`);
};

const ratingNotFound = () =>
  refused(new UserError(UserErrorCode.NOT_FOUND, 'There is no rating with this id.', ['ratingId']));

const notOfOrganisation = () =>
  refused(
    new UserError(
      UserErrorCode.FORBIDDEN,
      'Only a member whose affiliation with the rated organisation is confirmed can answer.',
      ['ratingId'],
    ),
  );

/** What a caller may do with answers to ratings. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class ReplyCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: RatingsLoaders,
  ) {}

  /**
   * Answers a rating for the rated organisation, in place of an earlier answer; null removes it. User errors: NOT_FOUND,
   * FORBIDDEN for a caller who does not work there, and those of the text.
   */
  async reply({ ratingId, body = null }: ReplyInput): Promise<RatingResult> {
    const memberId = authorise(this.identity, 'RATE');
    const found = await this.loaders.ratingById.load(ratingId);
    if (!found) return ratingNotFound();
    const subject = await this.loaders.subjectById.load(found.subjectId);
    const organisationId = subject && organisationOf(subject);
    if (!organisationId || !(await worksFor(this.db, this.identity, organisationId))) return notOfOrganisation();
    const error = body === null ? null : checkBody(body);
    if (error) return refused(error);
    const rating = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      return this.write(tx, ratingId, { memberId, organisationId, body: body?.trim() ?? null });
    });
    if (!rating) return ratingNotFound();
    clearRating(this.loaders, rating);
    return { rating, userErrors: [] };
  }

  private async write(
    tx: EntityManager,
    ratingId: string,
    { body, memberId, organisationId }: { memberId: string; organisationId: string; body: string | null },
  ): Promise<Rating | null> {
    const rating = await tx.findOne(Rating, {
      where: { id: ratingId, status: ModerationStatus.VISIBLE, takenBack: false },
      lock: { mode: 'for_no_key_update' },
    });
    if (!rating) return null;
    const { subjectId, memberId: raterId, revision: ratingRevision } = rating;
    const before = await tx.findOneBy(Reply, { ratingId });
    if (body === null) await tx.delete(Reply, { ratingId });
    else if (before?.body !== body || before.ratingRevision !== ratingRevision) {
      const row = { ratingId, memberId, organisationId, body, ratingRevision, createdAt: this.clock.now() };
      await tx.upsert(Reply, row, ['ratingId']);
      const payload = { subjectId, raterId, replierId: memberId, organisationId };
      await appendEvent(tx, { type: 'RatingReplied', subject: ratingId, payload }, this.clock);
    }
    return rating;
  }
}
