import type { PersonalData } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { ModerationCase } from './case.entity';
import { statementOf } from './case-log';
import { FlagRow } from './flag.entity';

/** What cases hold about a member: decisions about them, their appeals, and their reports. */
export const caseData = async (db: EntityManager, memberId: string): Promise<PersonalData> => {
  const decided = await db.find(ModerationCase, { where: { memberId }, order: { openedAt: 'ASC', id: 'ASC' } });
  const appeals = await db.find(ModerationCase, { where: { appellantId: memberId }, order: { id: 'ASC' } });
  const flags = await db.find(FlagRow, { where: { memberId }, order: { createdAt: 'ASC', id: 'ASC' } });
  return {
    moderationDecisions: decided
      .filter(({ decidedAt }) => decidedAt !== null)
      .map((one) => ({ id: one.id, targetId: one.targetId, status: one.status, statement: statementOf(one) })),
    appeals: appeals.map(({ id, appealText, appealedAt, overturned, appealReason }) => ({
      caseId: id,
      text: appealText,
      appealedAt,
      overturned,
      reason: appealReason,
    })),
    reports: flags.map(({ caseId, reason, note, createdAt }) => ({ caseId, reason, note, createdAt })),
  };
};
