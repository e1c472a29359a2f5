import { fault, FaultCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Member } from './member.entity';

/**
 * The member, who can not leave before the end of the transaction `tx`. For a verb that writes in their name: what it
 * writes is there when they leave, and leaves with them. Throws UNAUTHENTICATED for who has left already: an access
 * token outlives them by minutes.
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
