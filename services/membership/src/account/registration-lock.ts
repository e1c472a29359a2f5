import type { EntityManager } from 'typeorm';
import { Registration } from './registration.entity';

/**
 * The registrations of an address, held until the transaction ends. In one order, and before the account: who opens two
 * links of one address at once, or leaves while opening one, waits here, and no two wait for each other.
 */
export const lockRegistrations = (tx: EntityManager, email: string): Promise<Registration[]> =>
  tx.find(Registration, { where: { email }, order: { tokenHash: 'ASC' }, lock: { mode: 'pessimistic_write' } });
