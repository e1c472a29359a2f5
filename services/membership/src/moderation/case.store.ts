import { type Clock, DecisionOrigin, type FlagReason } from '@wizness/kernel';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { Account } from '../account/account.entity';
import { MailStore, type Recipient } from '../mail/mail.store';
import { lockMembers } from '../member/lock-members';
import { Member } from '../member/member.entity';
import type { News } from '../notification/news';
import { NotificationKind } from '../notification/notification.enums';
import { NotificationStore } from '../notification/notification.store';
import { ModerationCase } from './case.entity';
import { ModerationAction, ModerationCaseStatus } from './case.enums';
import { FlagRow } from './flag.entity';

export interface NewFlag {
  /** Of the case, if this is the first report. */
  readonly caseId: string;
  readonly targetId: string;
  /** Who wrote what is reported, or who is reported. */
  readonly concernedId: string | null;
  readonly reason: FlagReason;
  readonly note: string | null;
  /** The member who reports, or a person without an account. */
  readonly reporter:
    | { readonly memberId: string }
    | { readonly name: string; readonly email: string; readonly locale: string };
}

/** A decision with its reasons. */
export type NewDecision = Pick<
  ModerationCase,
  | 'id'
  | 'targetId'
  | 'memberId'
  | 'ground'
  | 'rule'
  | 'facts'
  | 'explanation'
  | 'origin'
  | 'until'
  | 'detectedAutomatically'
  | 'moderatorId'
> & { readonly action: ModerationAction };

/** Regulation (EU) 2022/2065, Art. 20(1): at least six months. */
const APPEAL_MONTHS = 6;

const appealEnd = (from: Date): Date => {
  const end = new Date(from);
  end.setUTCMonth(end.getUTCMonth() + APPEAL_MONTHS);
  return end;
};

/** Decisions that lift a measure cannot be appealed against. */
const isFinal = (action: ModerationAction): boolean =>
  action === ModerationAction.RESTORE || action === ModerationAction.REINSTATE;

/** Files cases in the transaction `tx`, and sends the mails that belong to them. It trusts its caller. */
export class CaseStore {
  private readonly mails: MailStore;

  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {
    this.mails = new MailStore(tx, clock);
  }

  /**
   * Adds a report to the open case of a thing, or opens one. One report for each member and case. Changes nothing if the
   * case has been decided: the event of the report is read again.
   */
  async flag({ caseId, targetId, concernedId, reason, note, reporter }: NewFlag): Promise<void> {
    if (await this.isDecided(caseId)) return;
    await this.tx.query(
      `INSERT INTO moderation_cases (id, target_id, member_id, status, opened_at) VALUES ($1, $2, $3, 'OPEN', $4)
       ON CONFLICT (target_id) WHERE status = 'OPEN' DO NOTHING`,
      [caseId, targetId, concernedId, this.clock.now()],
    );
    const open = await this.tx.findOneOrFail(ModerationCase, {
      where: { targetId, status: ModerationCaseStatus.OPEN },
      lock: { mode: 'for_no_key_update' },
    });
    const isMember = 'memberId' in reporter;
    const memberId = isMember ? reporter.memberId : null;
    if (memberId !== null && (await this.tx.existsBy(FlagRow, { caseId: open.id, memberId }))) return;
    const contact = isMember
      ? { reporterName: null, reporterEmail: null, reporterLocale: null }
      : { reporterName: reporter.name, reporterEmail: reporter.email, reporterLocale: reporter.locale };
    const id = this.clock.newId('flag');
    const row = { id, caseId: open.id, memberId, reason, note, ...contact, createdAt: this.clock.now() };
    await this.tx.insert(FlagRow, row);
    await this.tx.increment(ModerationCase, { id: open.id }, 'flagCount', 1);
    await this.mails.send(await this.reporterOf(row), { template: 'REPORT_RECEIVED' });
  }

  /**
   * Files a decision: closes the reports about the thing, tells the reporters, and sends the statement of reasons to the
   * member concerned. `appealUntil` is six months from now. Changes nothing if it has been filed: its event is read again.
   */
  async decide(decision: NewDecision): Promise<void> {
    const decidedAt = this.clock.now();
    await this.lockConcerned(decision);
    if (await this.isDecided(decision.id)) return;
    const open = await this.tx.findOne(ModerationCase, {
      where: { targetId: decision.targetId, status: ModerationCaseStatus.OPEN },
      lock: { mode: 'for_no_key_update' },
    });
    const final = isFinal(decision.action);
    const row = {
      ...decision,
      status: final ? ModerationCaseStatus.CLOSED : ModerationCaseStatus.DECIDED,
      openedAt: open?.openedAt ?? decidedAt,
      flagCount: open?.flagCount ?? 0,
      decidedAt,
      appealUntil: final ? null : appealEnd(decidedAt),
      closedAt: final ? decidedAt : null,
    };
    // A report by a person without an account may have opened the case under an id of its own.
    if (open && open.id === decision.id) await this.tx.update(ModerationCase, { id: open.id }, row);
    else await this.tx.insert(ModerationCase, row);
    if (open && open.id !== decision.id) {
      await this.tx.update(FlagRow, { caseId: open.id }, { caseId: decision.id });
      await this.tx.delete(ModerationCase, { id: open.id });
    }
    const reporterIds = await this.tellReporters(decision.id, decision.action);
    if (decision.action !== ModerationAction.DISMISS) await this.sendStatement(decision, row);
    await this.notify(decision, reporterIds);
  }

  /** A moderator lifted the measures of these cases: open appeals against them are closed as overturned. */
  async restore(caseIds: readonly string[]): Promise<void> {
    const now = this.clock.now();
    await this.tx.query(
      `UPDATE moderation_cases SET status = 'CLOSED', restored_at = $2, closed_at = $2,
         overturned = CASE WHEN status = 'APPEALED' THEN true ELSE overturned END,
         appeal_decided_at = CASE WHEN status = 'APPEALED' THEN $2 ELSE appeal_decided_at END
       WHERE id = ANY($1) AND status <> 'CLOSED'`,
      [caseIds, now],
    );
  }

  /** Closes an appeal, and tells the member who made it. */
  async decideAppeal(locked: ModerationCase, { overturned, reason }: { overturned: boolean; reason: string }) {
    const now = this.clock.now();
    const change = { status: ModerationCaseStatus.CLOSED, overturned, appealReason: reason, appealDecidedAt: now };
    await this.tx.update(ModerationCase, { id: locked.id }, { ...change, closedAt: now });
    const recipient = locked.appellantId === null ? null : await this.recipientOf(locked.appellantId);
    await this.mails.send(recipient, { template: 'APPEAL_DECIDED', caseId: locked.id, overturned, reason });
    if (locked.appellantId === null) return;
    const isOwn = locked.appellantId === locked.memberId;
    const subjectId = isOwn ? locked.id : locked.targetId;
    await this.addNews([
      { ...this.newsAbout(locked.id), memberId: locked.appellantId, code: 'APPEAL_DECIDED', subjectId },
    ]);
  }

  private isDecided(id: string): Promise<boolean> {
    return this.tx.existsBy(ModerationCase, { id, decidedAt: Not(IsNull()) });
  }

  /** Before the case, as everywhere: an erasure locks a member and then their cases. */
  private async lockConcerned({ targetId, memberId }: NewDecision): Promise<void> {
    const open = await this.tx.findOneBy(ModerationCase, { targetId, status: ModerationCaseStatus.OPEN });
    const flags = open ? await this.tx.findBy(FlagRow, { caseId: open.id }) : [];
    const ids = [memberId, ...flags.map((flag) => flag.memberId)];
    await lockMembers(
      this.tx,
      ids.filter((id) => id !== null),
    );
  }

  /** In the list of the member concerned and of the reporters; each has a mail of its own. */
  private async notify({ id, targetId, memberId, action }: NewDecision, reporterIds: readonly string[]): Promise<void> {
    const about = this.newsAbout(id);
    const isTold = memberId !== null && action !== ModerationAction.DISMISS;
    await this.addNews([
      ...(isTold ? [{ ...about, memberId, subjectId: id }] : []),
      // Reporters do not see the case, only what they reported, as far as they may.
      ...reporterIds.map((reporterId) => {
        return { ...about, memberId: reporterId, code: 'REPORT_DECIDED' as const, subjectId: targetId };
      }),
    ]);
  }

  private newsAbout(aboutId: string) {
    return {
      kind: NotificationKind.MODERATION,
      aboutId,
      actorId: null,
      postId: null,
      at: this.clock.now(),
      hasMail: true,
    };
  }

  private async addNews(news: readonly Omit<News, 'cause'>[]): Promise<void> {
    const withCauses = news.map((one) => ({ ...one, cause: `case ${one.aboutId} ${one.code ?? 'DECIDED'}` }));
    await new NotificationStore(this.tx, this.clock).apply([{ news: withCauses }]);
  }

  private async sendStatement(
    { id: caseId, targetId, memberId, action, rule, facts, explanation, ground, until, ...rest }: NewDecision,
    { decidedAt, appealUntil }: { readonly decidedAt: Date; readonly appealUntil: Date | null },
  ): Promise<void> {
    await this.mails.send(memberId === null ? null : await this.recipientOf(memberId), {
      template: 'STATEMENT',
      ...{ caseId, targetId, action, ground: ground ?? 'RULES' },
      ...{ rule: rule ?? '', facts: facts ?? '', explanation: explanation ?? '' },
      origin: rest.origin ?? DecisionOrigin.OWN_CHECK,
      detectedAutomatically: rest.detectedAutomatically,
      decidedAt: decidedAt.toISOString(),
      until: until?.toISOString() ?? null,
      appealUntil: appealUntil?.toISOString() ?? null,
    });
  }

  /** Returns the ids of those who are members. */
  private async tellReporters(caseId: string, action: ModerationAction): Promise<readonly string[]> {
    const hasMeasure = action !== ModerationAction.DISMISS && !isFinal(action);
    const flags = await this.tx.findBy(FlagRow, { caseId });
    for (const flag of flags) {
      await this.mails.send(await this.reporterOf(flag), { template: 'REPORT_DECIDED', caseId, hasMeasure });
    }
    return [...new Set(flags.flatMap(({ memberId }) => memberId ?? []))];
  }

  private async reporterOf(flag: Pick<FlagRow, 'memberId' | 'reporterEmail' | 'reporterLocale'>) {
    if (flag.memberId !== null) return this.recipientOf(flag.memberId);
    const { reporterEmail: to, reporterLocale: locale } = flag;
    return to === null ? null : { to, locale: locale ?? 'fr' };
  }

  /** Null for a member without an address. */
  private async recipientOf(memberId: string): Promise<Recipient | null> {
    const [account] = await this.tx.find(Account, { where: { memberId: In([memberId]) }, take: 1 });
    const member = account && (await this.tx.findOneBy(Member, { id: memberId }));
    return account && member ? { to: account.email, locale: member.locale } : null;
  }
}
