import { type Clock, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { withRegistrationLock } from '../registration-lock';
import type { Change } from '../subject.store';

const REJECT = `
  INSERT INTO duplicate_candidates (a_id, b_id, reasons, score, is_distinct, decided_by_id, decided_reason)
  VALUES ($1, $2, '[]', 0, true, $3, $4)
  ON CONFLICT (a_id, b_id) DO UPDATE SET is_distinct = true, decided_by_id = excluded.decided_by_id, decided_reason = excluded.decided_reason`;

/** Decisions about pairs that may be one. */
export class DuplicateStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Records that two subjects are not one. Throws UNAUTHENTICATED if the member has been erased. */
  async reject(ids: readonly [string, string], { memberId, reason }: Change): Promise<void> {
    await withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, memberId);
      await tx.query(REJECT, [...ids.toSorted(), memberId, reason]);
    });
  }
}
