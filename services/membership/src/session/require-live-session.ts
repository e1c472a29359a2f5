import { authorise, fault, FaultCode, type Identity } from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import { Session } from './session.entity';

/**
 * Returns the id of the caller, whose session must not have ended: its access token stays valid for minutes after that.
 * Throws UNAUTHENTICATED for an anonymous caller and an ended session, FORBIDDEN for an API key.
 */
export const requireLiveSession = async (db: EntityManager, identity: Identity): Promise<string> => {
  const memberId = authorise(identity, 'MANAGE_ACCOUNT');
  const { sessionId } = identity;
  if (!sessionId || (await db.existsBy(Session, { id: sessionId, memberId, endedAt: IsNull() }))) return memberId;
  throw fault(FaultCode.UNAUTHENTICATED, 'This session has ended: sign in again.');
};
