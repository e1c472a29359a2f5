import type { EntityManager } from 'typeorm';
import { Registration } from './registration.entity';

/**
 * Locks all registrations of an address until the transaction ends. Rows are locked in one order and before the account,
 * so that concurrent confirmations and an erasure of the same address wait for each other without a deadlock.
 */
export const lockRegistrations = (tx: EntityManager, email: string): Promise<Registration[]> =>
  tx.find(Registration, { where: { email }, order: { tokenHash: 'ASC' }, lock: { mode: 'pessimistic_write' } });
