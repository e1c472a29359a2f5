import { idPrefix, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Member } from '../member/member.entity';
import type { ModerationCase } from './case.entity';

export interface CaseResult {
  /** Null if it was refused; `userErrors` say why. */
  readonly case: ModerationCase | null;
  readonly userErrors: readonly UserError[];
}

export const refused = (...userErrors: readonly UserError[]): CaseResult => ({ case: null, userErrors });

export const noMember = (): UserError =>
  new UserError(UserErrorCode.NOT_FOUND, 'There is no member with this id.', ['memberId']);

/** The member that a report or decision is about, locked until the transaction ends; null if there is none. */
export const lockTarget = async (
  tx: EntityManager,
  id: string,
  mode: 'for_key_share' | 'for_no_key_update',
): Promise<Member | null> => (idPrefix(id) === 'member' ? tx.findOne(Member, { where: { id }, lock: { mode } }) : null);
