import { authorise, fault, FaultCode, type Identity } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { Session } from './session.entity';

const liveSession = (id: string, memberId: string) => ({ id, memberId, endedAt: IsNull() });

const sessionEnded = () => fault(FaultCode.UNAUTHENTICATED, 'This session has ended: sign in again.');

/**
 * Returns the id of the caller, whose session must not have ended: its access token stays valid for minutes after that.
 * Throws UNAUTHENTICATED for an anonymous caller and an ended session, FORBIDDEN for an API key.
 */
export const requireLiveSession = async (db: EntityManager, identity: Identity): Promise<string> => {
  const memberId = authorise(identity, 'MANAGE_ACCOUNT');
  const { sessionId } = identity;
  if (!sessionId || (await db.existsBy(Session, liveSession(sessionId, memberId)))) return memberId;
  throw sessionEnded();
};

/**
 * As {@link requireLiveSession}, and the session cannot end before the transaction does: a password reset waits, and then
 * finds what was written. Lock the member first.
 */
export const lockLiveSession = async (tx: EntityManager, identity: Identity): Promise<void> => {
  const memberId = authorise(identity, 'MANAGE_ACCOUNT');
  const { sessionId } = identity;
  if (!sessionId) return;
  const lock = { mode: 'pessimistic_read' } as const;
  if (!(await tx.findOne(Session, { where: liveSession(sessionId, memberId), lock }))) throw sessionEnded();
};
