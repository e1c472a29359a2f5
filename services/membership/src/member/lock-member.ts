import { fault, FaultCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Member } from './member.entity';

/**
 * Reads a member and locks the row, so that the member cannot be erased before the transaction ends. Call it before
 * writing in a member's name: an erasure then finds what was written, and removes it. Throws UNAUTHENTICATED if the
 * member has been erased, which happens because access tokens stay valid for minutes.
 */
export const lockMember = async (
  tx: EntityManager,
  id: string,
  mode: 'for_key_share' | 'for_no_key_update' | 'pessimistic_write' = 'for_key_share',
): Promise<Member> => {
  const member = await tx.findOne(Member, { where: { id }, lock: { mode } });
  if (member) return member;
  throw fault(FaultCode.UNAUTHENTICATED, 'This account has been erased.');
};
