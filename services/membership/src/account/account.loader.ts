import { byKey, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from './account.entity';

export const createAccountLoaders = (db: EntityManager) => ({
  /** Null for a member who signs in only with an external issuer. */
  accountByMember: byKey(rowsByKey(db, Account, 'memberId'), (account) => account.memberId),
});
