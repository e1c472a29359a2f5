import { byKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Account } from './account.entity';

export const createAccountLoaders = (db: EntityManager) => ({
  /** Null for a member who signs in only with an external issuer. */
  accountByMember: byKey(
    (memberIds: readonly string[]) => db.findBy(Account, { memberId: In([...memberIds]) }),
    (account) => account.memberId,
  ),
});
