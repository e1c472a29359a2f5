import { type Clock, type Identity, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { isRefreshToken } from './refresh-secret';
import { requireLiveSession } from './require-live-session';
import { SessionStore } from './session.store';
import type { RefreshSessionPayload, SignOutPayload } from './session.types';
import type { TokenIssuer } from './token-issuer';

export class SessionCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly tokens: TokenIssuer,
  ) {}

  /** Exchanges a refresh token for the next pair. User errors: INVALID, EXPIRED. */
  async refresh(presented: string): Promise<RefreshSessionPayload> {
    if (!isRefreshToken(presented)) return notRefreshed(UserErrorCode.INVALID);
    const grant = await this.db.transaction((tx) => new SessionStore(tx, this.clock).exchange(presented));
    if (typeof grant === 'string') return notRefreshed(grant);
    return { tokens: await this.tokens.issue(grant), userErrors: [] };
  }

  /**
   * Ends the caller's session, or all. Throws UNAUTHENTICATED for an anonymous caller and an ended session, FORBIDDEN for
   * an API key.
   */
  async signOut(allSessions: boolean): Promise<SignOutPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const { sessionId } = this.identity;
    const which = allSessions ? { memberId } : sessionId ? { memberId, only: sessionId } : null;
    const endedSessions = which ? await this.db.transaction((tx) => new SessionStore(tx, this.clock).end(which)) : 0;
    return { endedSessions, userErrors: [] };
  }
}

const notRefreshed = (code: UserErrorCode): RefreshSessionPayload => ({
  tokens: null,
  userErrors: fieldErrors('refreshToken', 'This session has ended: sign in again.', code),
});
