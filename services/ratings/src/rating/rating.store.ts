import { appendEvents, type Clock, lockMember, ModerationStatus, type NewEvent, type UserError } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Subject } from '../subject/subject.entity';
import { isCounted } from '../summary/counted';
import { updateSummary } from '../summary/summary-delta';
import type { NewReview } from './check-rating';
import { keepRevision } from './rating-history';
import { Rating } from './rating.entity';

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

interface LockedRating {
  readonly subject: Subject | null;
  readonly before: Rating | null;
}

type Words = Pick<Rating, 'score' | 'reviewTitle' | 'reviewBody' | 'reviewLang'>;

/** Why a rating is refused, once its subject is locked; null if it is not. `before` is the member's rating so far. */
export type Refuse = (subject: Subject, before: Rating | null) => Promise<UserError | null>;

const givenEvent = ({ authorId }: Subject, before: Rating | null, rating: Rating): NewEvent => {
  const { id, subjectId, memberId: raterId } = rating;
  const payload = { subjectId, raterId, visible: isCounted(rating) };
  return before === null || before.takenBack
    ? { type: 'RatingGiven', subject: id, payload: { ...payload, subjectAuthorId: authorId } }
    : { type: 'RatingChanged', subject: id, payload };
};

const isSame = (rating: Rating, words: Words): boolean =>
  !rating.takenBack && Object.entries(words).every(([key, value]) => rating[key as keyof Words] === value);

/**
 * Writes ratings and the summaries of their subjects, inside the transaction `tx`. It trusts its caller: it checks neither
 * permissions nor texts. It locks the member, then the rating, then the summary: so no deadlock can occur. All ratings of a subject wait for
 * its summary, so it comes last.
 */
export class RatingStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds or replaces the member's rating of a subject; the same rating again changes nothing. Returns null if there is no
   * such subject, or if a moderator removed the member's rating. `refuse` may refuse it once everything is locked; its
   * error is returned. Throws UNAUTHENTICATED if the member has been erased.
   */
  async rate(rating: NewRating): Promise<Rating | null>;
  async rate(rating: NewRating, refuse: Refuse): Promise<Rating | UserError | null>;
  async rate(
    { memberId, subjectId, score, review = null, at = this.clock.now() }: NewRating,
    refuse?: Refuse,
  ): Promise<Rating | UserError | null> {
    await lockMember(this.tx, memberId);
    const { subject, before } = await this.lockRating({ memberId, subjectId });
    if (!subject) return null;
    const error = await refuse?.(subject, before);
    if (error) return error;
    if (before?.status === ModerationStatus.REMOVED) return null;
    const words: Words = {
      score,
      reviewTitle: review?.title?.trim() || null,
      reviewBody: review?.body.trim() ?? null,
      reviewLang: review?.lang ?? null,
    };
    if (before && isSame(before, words)) return before;
    if (before) await keepRevision(this.tx, before);
    // Without the counts of votes, which have a default.
    const row = {
      ...words,
      id: before?.id ?? this.clock.newId('rating'),
      subjectId,
      memberId,
      revision: (before?.revision ?? 0) + 1,
      // A rating that a moderator has hidden stays hidden when its author changes it.
      status: before?.status ?? ModerationStatus.VISIBLE,
      takenBack: false,
      createdAt: before?.createdAt ?? at,
      updatedAt: at,
    };
    await this.tx.upsert(Rating, row, ['subjectId', 'memberId']);
    const { helpful = 0, unhelpful = 0 } = before ?? {};
    const rating = this.tx.create(Rating, { ...row, helpful, unhelpful });
    await this.record(subject, before, rating, givenEvent(subject, before, rating));
    return rating;
  }

  /**
   * Takes the member's rating of a subject back; its row stays. Returns null if there is none. Throws UNAUTHENTICATED if
   * the member has been erased.
   */
  async remove(rating: MemberRating): Promise<Rating | null> {
    await lockMember(this.tx, rating.memberId);
    return this.takeBack(rating, 'AUTHOR');
  }

  /** As {@link remove}, for a cause of the service itself. The member is locked already. */
  async takeBack({ memberId, subjectId }: MemberRating, cause: 'AUTHOR' | 'AFFILIATION'): Promise<Rating | null> {
    const { subject, before } = await this.lockRating({ memberId, subjectId });
    if (!subject || !before || before.takenBack || before.status === ModerationStatus.REMOVED) return null;
    await this.tx.update(Rating, { id: before.id }, { takenBack: true });
    const rating = this.tx.create(Rating, { ...before, takenBack: true });
    const payload = { subjectId, raterId: memberId, cause };
    await this.record(subject, before, rating, { type: 'RatingTakenBack', subject: rating.id, payload });
    return rating;
  }

  /** The subject, and the member's rating of it, which nobody else changes until the transaction ends. There may be no row yet. */
  private async lockRating({ memberId, subjectId }: MemberRating): Promise<LockedRating> {
    const key = `rating ${subjectId} ${memberId}`;
    await this.tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    const subject = await this.tx.findOneBy(Subject, { id: subjectId });
    const lock = { mode: 'for_no_key_update' } as const;
    return { subject, before: subject && (await this.tx.findOne(Rating, { where: { subjectId, memberId }, lock })) };
  }

  /** Sets what moderators decided about a rating, which is locked, with the summary of its subject. */
  async moderate(subject: Subject, before: Rating, status: ModerationStatus): Promise<void> {
    if (before.status === status) return;
    await this.tx.update(Rating, { id: before.id }, { status });
    const rating = this.tx.create(Rating, { ...before, status });
    const { id, subjectId, memberId: raterId } = rating;
    const payload = { subjectId, raterId, visible: isCounted(rating) };
    await this.record(subject, before, rating, { type: 'RatingChanged', subject: id, payload });
  }

  /** Updates the summary, and appends the event of the change and, if the numbers differ, that of the summary. */
  private async record(subject: Subject, before: Rating | null, after: Rating, event: NewEvent): Promise<void> {
    const changed = await updateSummary(this.tx, subject, before, after);
    await appendEvents(this.tx, [event, ...changed], this.clock);
  }
}
