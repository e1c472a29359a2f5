import { type EntityManager, IsNull, Not } from 'typeorm';
import { Session } from './session.entity';

/**
 * Ends sessions of a member, and with each all its refresh tokens. An access token that is out stays good until it
 * expires, ten minutes at most. Answers how many ended.
 */
export const endSessions = async (
  db: EntityManager,
  { memberId, only, except, now }: { memberId: string; only?: string; except?: string | null; now: Date },
): Promise<number> => {
  const which = only ? { id: only } : except ? { id: Not(except) } : {};
  const { affected } = await db.update(Session, { memberId, endedAt: IsNull(), ...which }, { endedAt: now });
  return affected ?? 0;
};
