import { type Clock, defineJob, enqueueJob, handleJob, type JobHandler } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { recordAccessChange } from '../member/access-changed';
import { Member } from '../member/member.entity';
import { SessionStore } from '../session/session.store';

const endSuspension = defineJob({
  kind: 'end-suspension',
  payload: z.object({ memberId: z.string(), caseId: z.string() }),
});

/** Suspends and reinstates members in the transaction `tx`. It trusts its caller, who has locked the member. */
export class SuspensionStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Suspends a member until a time, or without an end, and ends their sessions: they sign in again, and only read. */
  async suspend(memberId: string, caseId: string, until: Date | null): Promise<void> {
    await this.tx.update(
      Member,
      { id: memberId },
      { suspended: true, suspendedUntil: until, suspensionCaseId: caseId },
    );
    await new SessionStore(this.tx, this.clock).end({ memberId });
    await recordAccessChange(this.tx, this.clock, memberId);
    if (until) {
      await enqueueJob(this.tx, endSuspension, { payload: { memberId, caseId }, key: caseId, runAt: until });
    }
  }

  /** Ends a suspension; with `caseId`, only if it is the one of this case. */
  async reinstate(memberId: string, caseId?: string): Promise<void> {
    const which = { id: memberId, ...(caseId !== undefined && { suspensionCaseId: caseId }) };
    const changes = { suspended: false, suspendedUntil: null, suspensionCaseId: null };
    const { affected } = await this.tx.update(Member, which, changes);
    if (affected) await recordAccessChange(this.tx, this.clock, memberId);
  }
}

/** Reinstates a member when the time of their suspension is over. */
export const endSuspensionHandler: JobHandler = handleJob(
  endSuspension,
  async ({ payload: { memberId, caseId }, finish, clock }) => {
    await finish((tx) => new SuspensionStore(tx, clock).reinstate(memberId, caseId));
  },
);
