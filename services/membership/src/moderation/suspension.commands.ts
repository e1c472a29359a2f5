import {
  authorise,
  checkStatement,
  type Clock,
  DecisionOrigin,
  type Identity,
  Role,
  type StatementInput,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { lockMember } from '../member/lock-member';
import type { Member } from '../member/member.entity';
import { requireLiveSession } from '../session/require-live-session';
import { type CaseResult, lockTarget, noMember, refused } from './case-result';
import { ModerationCase } from './case.entity';
import { ModerationAction, ModerationCaseStatus } from './case.enums';
import { CaseStore } from './case.store';
import { FlagRow } from './flag.entity';
import { SuspensionStore } from './suspension.store';

const { CONFLICT, FORBIDDEN } = UserErrorCode;

const error = (code: UserErrorCode, message: string): UserError => new UserError(code, message, ['memberId']);

/** Suspensions, by moderators. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class SuspensionCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Suspends a member, and sends the reasons. User errors: NOT_FOUND, those of the statement, FORBIDDEN for the caller
   * themselves, for an administrator unless the caller is one, and for a moderator who reported the member.
   */
  async suspend(targetId: string, statement: StatementInput): Promise<CaseResult> {
    return this.decideAboutMember(targetId, statement, async (tx, { member, caseId }) => {
      if (member.suspended) return error(CONFLICT, 'This member is suspended already.');
      if (member.roles.includes(Role.ADMIN) && !this.identity.roles.includes(Role.ADMIN)) {
        return error(FORBIDDEN, 'Only another administrator can suspend an administrator.');
      }
      await new SuspensionStore(tx, this.clock).suspend(targetId, caseId, statement.until ?? null);
      return ModerationAction.SUSPEND;
    });
  }

  /** Ends a suspension, and sends the reasons. User errors: as {@link suspend}, CONFLICT for a member who is not suspended. */
  async reinstate(targetId: string, statement: StatementInput): Promise<CaseResult> {
    return this.decideAboutMember(targetId, statement, async (tx, { member }) => {
      if (!member.suspended) return error(CONFLICT, 'This member is not suspended.');
      const { suspensionCaseId } = member;
      if (suspensionCaseId !== null) await new CaseStore(tx, this.clock).restore([suspensionCaseId]);
      await new SuspensionStore(tx, this.clock).reinstate(targetId);
      return ModerationAction.REINSTATE;
    });
  }

  /** `change` returns what was done, or why it cannot be. */
  private async decideAboutMember(
    targetId: string,
    statement: StatementInput,
    change: (
      tx: EntityManager,
      about: { readonly member: Member; readonly caseId: string },
    ) => Promise<ModerationAction | UserError>,
  ): Promise<CaseResult> {
    const moderatorId = authorise(this.identity, 'MODERATE');
    await requireLiveSession(this.db, this.identity);
    const errors = checkStatement(statement, this.clock.now());
    if (errors.length > 0) return refused(...errors);
    if (targetId === moderatorId) {
      return refused(error(FORBIDDEN, 'Another moderator decides about you.'));
    }
    return this.db.transaction(async (tx) => {
      await lockMember(tx, moderatorId);
      const member = await lockTarget(tx, targetId, 'for_no_key_update');
      if (!member) return refused(noMember());
      const open = await tx.findOneBy(ModerationCase, { targetId, status: ModerationCaseStatus.OPEN });
      if (open && (await tx.existsBy(FlagRow, { caseId: open.id, memberId: moderatorId }))) {
        return refused(error(FORBIDDEN, 'You reported this member: another moderator decides.'));
      }
      const caseId = open?.id ?? this.clock.newId('case');
      const action = await change(tx, { member, caseId });
      if (action instanceof UserError) return refused(action);
      await new CaseStore(tx, this.clock).decide({
        id: caseId,
        targetId,
        memberId: targetId,
        action,
        moderatorId,
        ground: statement.ground,
        rule: statement.rule.trim(),
        facts: statement.facts.trim(),
        explanation: statement.explanation.trim(),
        origin: statement.origin ?? (open ? DecisionOrigin.REPORT : DecisionOrigin.OWN_CHECK),
        until: statement.until ?? null,
        detectedAutomatically: statement.detectedAutomatically,
      });
      return { case: await tx.findOneBy(ModerationCase, { id: caseId }), userErrors: [] };
    });
  }
}
