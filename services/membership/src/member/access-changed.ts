import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/** Records, in the transaction of the change, that credentials of a member may do less or more than before. */
export const recordAccessChange = (tx: EntityManager, clock: Clock, memberId: string): Promise<void> =>
  appendEvent(tx, { type: 'AccessChanged', subject: memberId, payload: {} }, clock);
