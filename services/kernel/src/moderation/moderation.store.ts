import { type EntityManager, IsNull } from 'typeorm';
import { UserError, UserErrorCode } from '../errors/user-error';
import { appendEvent } from '../event-log/append-event';
import { enqueueJob } from '../jobs/enqueue-job';
import type { Clock } from '../values/clock';
import type { FlagReason } from './flag-reason';
import { endMeasure } from './measure-job';
import { Measure } from './measure.entity';
import type { ModeratedService, ModeratedThing } from './moderated-service';
import { ModerationStatus } from './moderation-status';
import { Report } from './report.entity';
import { DecisionOrigin, type StatementInput } from './statement';

export interface NewReport {
  readonly memberId: string;
  readonly reason: FlagReason;
  readonly note: string | null;
}

export interface Decision {
  readonly moderatorId: string;
  readonly status: ModerationStatus;
  readonly statement: StatementInput;
}

/** From the strictest on. */
const STRICTEST_FIRST = [ModerationStatus.REMOVED, ModerationStatus.HIDDEN, ModerationStatus.PENDING];

/**
 * Reports, and measures of moderators, of the things of one service. It trusts its caller, who has locked the member and
 * the thing in the transaction `tx`. Membership files the cases from the events.
 */
export class ModerationStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
    private readonly service: ModeratedService,
  ) {}

  /** Reports a thing. Another report by the same member, while the first waits for a decision, changes nothing. */
  async report({ id, authorId }: ModeratedThing, { memberId, reason, note }: NewReport): Promise<void> {
    const open = await this.tx.findBy(Report, { targetId: id });
    if (open.some((report) => report.memberId === memberId)) return;
    const caseId = open[0]?.caseId ?? this.clock.newId('case');
    await this.tx.insert(Report, { targetId: id, memberId, caseId });
    const payload = { caseId, authorId, reporterId: memberId, reason, note };
    await appendEvent(this.tx, { type: this.service.reported, subject: id, payload }, this.clock);
  }

  /**
   * Decides about a thing: HIDDEN or REMOVED starts a measure; VISIBLE lifts all that are in force, or, if there are none,
   * dismisses the open reports. Closes all open reports. Returns why it cannot be decided: FORBIDDEN for the author and for
   * a moderator who reported it, CONFLICT if the same was decided before, INVALID for PENDING.
   */
  async decide(thing: ModeratedThing, { moderatorId, status, statement }: Decision): Promise<UserError | null> {
    const reports = await this.tx.findBy(Report, { targetId: thing.id });
    const inForce = await this.tx.findBy(Measure, { targetId: thing.id, liftedAt: IsNull() });
    const error = refuse(thing, { moderatorId, status, statement }, { reports, inForce });
    if (error) return error;
    const caseId = reports[0]?.caseId ?? this.clock.newId('case');
    await this.tx.delete(Report, { targetId: thing.id });
    const { until = null } = statement;
    if (status !== ModerationStatus.VISIBLE) {
      const decidedAt = this.clock.now();
      await this.tx.insert(Measure, { caseId, targetId: thing.id, status, until, decidedAt, liftedAt: null });
      if (until) await enqueueJob(this.tx, endMeasure, { payload: { caseId }, key: caseId, runAt: until });
    } else await this.liftAll(thing.id);
    await this.show(thing.id);
    const payload = {
      caseId,
      authorId: thing.authorId,
      moderatorId,
      action: actionOf(status, inForce),
      liftedCaseIds: status === ModerationStatus.VISIBLE ? inForce.map((measure) => measure.caseId) : [],
      ground: statement.ground,
      rule: statement.rule.trim(),
      facts: statement.facts.trim(),
      explanation: statement.explanation.trim(),
      origin: statement.origin ?? (reports.length > 0 ? DecisionOrigin.REPORT : DecisionOrigin.OWN_CHECK),
      until: until?.toISOString() ?? null,
      detectedAutomatically: statement.detectedAutomatically,
    };
    await appendEvent(this.tx, { type: this.service.decided, subject: thing.id, payload }, this.clock);
    return null;
  }

  /** Lifts the measure of one case. Measures of other cases stay in force. Lifting it again changes nothing. */
  async lift(caseId: string): Promise<void> {
    const measure = await this.tx.findOneBy(Measure, { caseId });
    // The thing may have been deleted with the account of its author.
    if (!measure || !(await this.service.lock(this.tx, measure.targetId))) return;
    const { affected } = await this.tx.update(Measure, { caseId, liftedAt: IsNull() }, { liftedAt: this.clock.now() });
    if (affected === 1) await this.show(measure.targetId);
  }

  private async liftAll(targetId: string): Promise<void> {
    await this.tx.update(Measure, { targetId, liftedAt: IsNull() }, { liftedAt: this.clock.now() });
  }

  /** Gives a thing the status of the strictest measure that is in force. */
  private async show(targetId: string): Promise<void> {
    const inForce = await this.tx.findBy(Measure, { targetId, liftedAt: IsNull() });
    const strictest = STRICTEST_FIRST.find((status) => inForce.some((measure) => measure.status === status));
    await this.service.apply(this.tx, targetId, strictest ?? ModerationStatus.VISIBLE, this.clock);
  }
}

const actionOf = (status: ModerationStatus, inForce: readonly Measure[]) => {
  if (status === ModerationStatus.REMOVED) return 'REMOVE' as const;
  if (status === ModerationStatus.HIDDEN) return 'HIDE' as const;
  return inForce.length > 0 ? ('RESTORE' as const) : ('DISMISS' as const);
};

const refuse = (
  { authorId }: ModeratedThing,
  { moderatorId, status }: Decision,
  { reports, inForce }: { readonly reports: readonly Report[]; readonly inForce: readonly Measure[] },
): UserError | null => {
  const error = (code: UserErrorCode, message: string) => new UserError(code, message, ['status']);
  if (status === ModerationStatus.PENDING) {
    return error(UserErrorCode.INVALID, 'A moderator decides VISIBLE, HIDDEN or REMOVED.');
  }
  if (authorId === moderatorId || reports.some(({ memberId }) => memberId === moderatorId)) {
    return error(UserErrorCode.FORBIDDEN, 'You wrote or reported this: another moderator decides.');
  }
  const isDecided =
    status === ModerationStatus.VISIBLE
      ? inForce.length === 0 && reports.length === 0
      : inForce.some((measure) => measure.status === status);
  return isDecided ? error(UserErrorCode.CONFLICT, 'This is decided already: there is nothing to change.') : null;
};
