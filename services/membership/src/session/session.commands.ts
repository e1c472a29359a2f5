import { type Clock, type Identity, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { isRefreshToken } from './refresh-secret';
import { requireLiveSession } from './require-live-session';
import { SessionStore } from './session.store';
import type { RefreshSessionPayload, SignOutInput, SignOutPayload } from './session.types';
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
   * Ends the caller's session, another one of the member, or all. User errors: INVALID for one and all, NOT_FOUND. Throws
   * UNAUTHENTICATED for an anonymous caller and an ended session, FORBIDDEN for an API key.
   */
  async signOut({ allSessions, sessionId = null }: SignOutInput): Promise<SignOutPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (allSessions && sessionId !== null) return notEnded('Name one session, or end all.', UserErrorCode.INVALID);
    const only = sessionId ?? this.identity.sessionId;
    const which = allSessions ? { memberId } : only ? { memberId, only } : null;
    const endedSessions = which ? await this.db.transaction((tx) => new SessionStore(tx, this.clock).end(which)) : 0;
    if (sessionId !== null && endedSessions === 0)
      return notEnded('You have no open session with this id.', UserErrorCode.NOT_FOUND);
    return { endedSessions, userErrors: [] };
  }
}

const notEnded = (message: string, code: UserErrorCode): SignOutPayload => ({
  endedSessions: 0,
  userErrors: fieldErrors('sessionId', message, code),
});

const notRefreshed = (code: UserErrorCode): RefreshSessionPayload => ({
  tokens: null,
  userErrors: fieldErrors('refreshToken', 'This session has ended: sign in again.', code),
});
