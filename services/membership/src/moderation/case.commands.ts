import {
  appendEvent,
  authorise,
  checkCaseText,
  checkNote,
  type Clock,
  FlagReason,
  type Identity,
  idPrefix,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { normaliseEmail } from '../account/email';
import { tooManyAttempts } from '../account/field-errors';
import { lockMember } from '../member/lock-member';
import { requireLiveSession } from '../session/require-live-session';
import { accountCounter, clientCounters } from '../throttle/throttle-counter';
import type { ThrottleStore } from '../throttle/throttle.store';
import { type CaseResult, lockTarget, noMember, refused } from './case-result';
import { ModerationCase } from './case.entity';
import { ModerationAction, ModerationCaseStatus } from './case.enums';
import { CaseStore } from './case.store';
import type { AppealDecisionInput, DecideAppealInput, FlagMemberInput, ReportContentInput } from './case-input.types';
import { FlagRow } from './flag.entity';
import { SuspensionStore } from './suspension.store';

const { EXPIRED, FORBIDDEN, INVALID, LOCKED, NOT_FOUND, REQUIRED } = UserErrorCode;

/** In Unicode code points. */
const MAX_TEXT = 2000;
const MAX_NAME = 200;

const error = (code: UserErrorCode, field: string, message: string): UserError => new UserError(code, message, [field]);

const noCase = () => error(NOT_FOUND, 'caseId', 'There is no such case.');

/** Reports about members, and appeals. Every command but `report` throws UNAUTHENTICATED or FORBIDDEN. */
export class CaseCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
  ) {}

  /** Reports a member. User errors: NOT_FOUND, FORBIDDEN for the caller themselves, and those of the note. */
  async flagMember({ memberId: targetId, reason, note = null }: FlagMemberInput): Promise<readonly UserError[]> {
    const memberId = authorise(this.identity, 'COMMENT');
    const noteError = checkNote(reason, note);
    if (noteError) return [noteError];
    if (targetId === memberId) return [error(FORBIDDEN, 'memberId', 'You cannot report yourself.')];
    return this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const target = await lockTarget(tx, targetId, 'for_key_share');
      if (!target) return [noMember()];
      await new CaseStore(tx, this.clock).flag({
        caseId: this.clock.newId('case'),
        targetId,
        concernedId: targetId,
        reason,
        note: note?.trim() ?? null,
        reporter: { memberId },
      });
      return [];
    });
  }

  /**
   * Reports something as illegal, also without an account: a receipt and the outcome are sent to the address. User errors:
   * NOT_FOUND for an id of another type, those of the texts, RATE_LIMITED.
   */
  async report(input: ReportContentInput): Promise<readonly UserError[]> {
    const email = normaliseEmail(input.email);
    const errors = [
      ...(['post', 'comment', 'rating', 'member'].includes(idPrefix(input.targetId) ?? '')
        ? []
        : [error(NOT_FOUND, 'targetId', 'Give the id of a post, a comment, a rating or a member.')]),
      ...(email === null ? [error(INVALID, 'email', 'Give the address to which we can write.')] : []),
      ...[checkCaseText(input.name, MAX_NAME, ['name']), checkCaseText(input.explanation, MAX_TEXT, ['explanation'])],
      ...(input.goodFaith ? [] : [error(REQUIRED, 'goodFaith', 'Confirm that what you write is accurate.')]),
    ].filter((one) => one !== null);
    if (errors.length > 0 || email === null) return errors;
    const counters = [accountCounter('mail', email), ...clientCounters('mail', this.identity.clientAddress)];
    const seconds = await this.throttles.take(counters);
    if (seconds !== null) return [tooManyAttempts(seconds)];
    await this.db.transaction(async (tx) => {
      const isMember = idPrefix(input.targetId) === 'member';
      const concerned = isMember ? await lockTarget(tx, input.targetId, 'for_key_share') : null;
      await new CaseStore(tx, this.clock).flag({
        caseId: this.clock.newId('case'),
        targetId: input.targetId,
        concernedId: concerned?.id ?? null,
        reason: FlagReason.ILLEGAL,
        note: input.explanation.trim(),
        reporter: { name: input.name.trim(), email, locale: this.identity.acceptedLanguages?.[0] ?? 'fr' },
      });
    });
    return [];
  }

  /**
   * Appeals against a decision about the caller, or, once, against the dismissal of their report. Also for a suspended
   * member. User errors: NOT_FOUND, REQUIRED, TOO_LONG, LOCKED if it was appealed before or is closed, EXPIRED.
   */
  async appeal({ caseId, text }: AppealDecisionInput): Promise<CaseResult> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const textError = checkCaseText(text, MAX_TEXT, ['text']);
    if (textError) return refused(textError);
    return this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const locked = await lockCase(tx, caseId);
      if (!locked || !(await this.mayAppeal(tx, locked, memberId))) return refused(noCase());
      if (locked.status !== ModerationCaseStatus.DECIDED) {
        return refused(error(LOCKED, 'caseId', 'There was an appeal, or the case is closed.'));
      }
      const now = this.clock.now();
      if (locked.appealUntil === null || now > locked.appealUntil) {
        return refused(error(EXPIRED, 'caseId', 'The time for an appeal is over.'));
      }
      const change = { appealText: text.trim(), appellantId: memberId, appealedAt: now };
      await tx.update(ModerationCase, { id: caseId }, { status: ModerationCaseStatus.APPEALED, ...change });
      return { case: await tx.findOneBy(ModerationCase, { id: caseId }), userErrors: [] };
    });
  }

  /**
   * Decides an appeal, and tells its author. If it is overturned, the measure is lifted, or the report waits for a decision
   * again. User errors: NOT_FOUND, LOCKED for a case without an open appeal, FORBIDDEN for a moderator who decided first,
   * reported, is concerned or appealed, and those of the reason.
   */
  async decideAppeal({ caseId, overturned, reason }: DecideAppealInput): Promise<CaseResult> {
    const moderatorId = authorise(this.identity, 'MODERATE');
    await requireLiveSession(this.db, this.identity);
    const reasonError = checkCaseText(reason, MAX_TEXT, ['reason']);
    if (reasonError) return refused(reasonError);
    return this.db.transaction(async (tx) => {
      await lockMember(tx, moderatorId);
      const locked = await lockCase(tx, caseId);
      if (!locked) return refused(noCase());
      if (locked.status !== ModerationCaseStatus.APPEALED) {
        return refused(error(LOCKED, 'caseId', 'There is no open appeal in this case.'));
      }
      const parties = [locked.moderatorId, locked.memberId, locked.appellantId];
      if (parties.includes(moderatorId) || (await tx.existsBy(FlagRow, { caseId, memberId: moderatorId }))) {
        return refused(error(FORBIDDEN, 'caseId', 'You have a part in this case: another moderator decides.'));
      }
      await new CaseStore(tx, this.clock).decideAppeal(locked, { overturned, reason: reason.trim() });
      if (overturned) await this.undo(tx, locked);
      return { case: await tx.findOneBy(ModerationCase, { id: caseId }), userErrors: [] };
    });
  }

  private async undo(tx: EntityManager, { id: caseId, action, memberId, targetId }: ModerationCase): Promise<void> {
    if (action === ModerationAction.SUSPEND && memberId !== null) {
      await new SuspensionStore(tx, this.clock).reinstate(memberId, caseId);
    } else if (action === ModerationAction.DISMISS) await this.reopen(tx, { memberId, targetId });
    else await appendEvent(tx, { type: 'MeasureLifted', subject: targetId, payload: { caseId } }, this.clock);
  }

  /** The report waits for a decision again, in a case of its own. */
  private async reopen(tx: EntityManager, about: Pick<ModerationCase, 'memberId' | 'targetId'>): Promise<void> {
    const row = {
      ...about,
      id: this.clock.newId('case'),
      status: ModerationCaseStatus.OPEN,
      openedAt: this.clock.now(),
    };
    await tx.createQueryBuilder().insert().into(ModerationCase).values(row).orIgnore().execute();
  }

  private async mayAppeal(tx: EntityManager, { id: caseId, memberId, action }: ModerationCase, callerId: string) {
    return action === ModerationAction.DISMISS
      ? tx.existsBy(FlagRow, { caseId, memberId: callerId })
      : memberId === callerId;
  }
}

const lockCase = async (tx: EntityManager, id: string): Promise<ModerationCase | null> =>
  idPrefix(id) === 'case'
    ? tx.findOne(ModerationCase, { where: { id, decidedAt: Not(IsNull()) }, lock: { mode: 'for_no_key_update' } })
    : null;
