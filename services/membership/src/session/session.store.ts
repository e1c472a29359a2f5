import { authorise, type Clock, fault, FaultCode, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, IsNull, LessThan, MoreThan } from 'typeorm';
import { hashSecret } from '../account/secret';
import { Member } from '../member/member.entity';
import { issueAccessToken } from '../token/token-issuer';
import type { SigningKeyStore } from '../token/signing-key.store';
import { endSessions } from './end-sessions';
import { isRefreshToken, newRefreshToken, openSuccessor, sealSuccessor } from './refresh-secret';
import { RefreshToken } from './refresh-token.entity';
import { Session } from './session.entity';
import type { RefreshSessionPayload, SignOutPayload, TokenPair } from './session.types';

const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
/** For two tabs that refresh at once, and for an answer that got lost on its way. */
const SAME_SUCCESSOR_MS = 10_000;
const LONGEST_USER_AGENT = 300;

interface Presented {
  readonly session: Session;
  readonly token: RefreshToken;
}

/** What a session goes on with, before an access token is signed for it. */
export interface Grant {
  readonly member: Member;
  readonly sessionId: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
}

export class SessionStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly tokens: { readonly keys: SigningKeyStore; readonly issuer: string },
  ) {}

  /** Opens a session in the transaction `tx`: a family of its own. */
  async open(tx: EntityManager, member: Member): Promise<Grant> {
    const now = this.clock.now();
    const session = {
      id: this.clock.newId('session'),
      memberId: member.id,
      createdAt: now,
      lastSeenAt: now,
      userAgent: this.identity.userAgent?.slice(0, LONGEST_USER_AGENT).replaceAll(/\p{C}/gu, '') || null,
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
      endedAt: null,
    };
    const refreshToken = newRefreshToken();
    await tx.insert(Session, session);
    await this.keep(tx, refreshToken, session.id, session.expiresAt);
    return { member, sessionId: session.id, refreshToken, expiresAt: session.expiresAt };
  }

  /** Signs the access token. After the transaction, never in it: it reads the keys over a connection of its own. */
  async tokensOf({ member, sessionId, refreshToken, expiresAt }: Grant): Promise<TokenPair> {
    const access = await issueAccessToken(member, sessionId, { ...this.tokens, clock: this.clock });
    return { ...access, refreshToken, refreshTokenExpiresAt: expiresAt };
  }

  /**
   * Takes a refresh token for its successor. Presented again within 10 s it gives the same successor; later somebody has
   * two copies of it, and nobody can tell the thief from the owner: the whole family ends.
   */
  async refresh(presented: string): Promise<RefreshSessionPayload> {
    if (!isRefreshToken(presented)) return notRefreshed(UserErrorCode.INVALID);
    const granted = await this.db.transaction((tx) => this.exchange(tx, presented));
    if (typeof granted === 'string') return notRefreshed(granted);
    return { tokens: await this.tokensOf(granted), userErrors: [] };
  }

  /** Ends the session that asks, or all. Throws UNAUTHENTICATED for a visitor and FORBIDDEN for an API key. */
  async signOut(allSessions: boolean): Promise<SignOutPayload> {
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    const now = this.clock.now();
    if (allSessions) return { endedSessions: await endSessions(this.db, { memberId, now }), userErrors: [] };
    const { sessionId } = this.identity;
    const endedSessions = sessionId ? await endSessions(this.db, { memberId, only: sessionId, now }) : 0;
    return { endedSessions, userErrors: [] };
  }

  /** The sessions of a member that are not over, the last seen first. */
  ofMember(memberId: string): Promise<Session[]> {
    return this.db.find(Session, {
      where: { memberId, endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) },
      order: { lastSeenAt: 'DESC', id: 'DESC' },
    });
  }

  /**
   * Id of the member whose session asks. Throws UNAUTHENTICATED for a visitor and where the session has been ended,
   * although its access token is still good; FORBIDDEN for an API key.
   */
  async requireLive(): Promise<string> {
    const { sessionId } = this.identity;
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    if (!sessionId || (await this.db.existsBy(Session, { id: sessionId, memberId, endedAt: IsNull() })))
      return memberId;
    throw fault(FaultCode.UNAUTHENTICATED, 'This session has been ended: sign in again.');
  }

  /** Forgets what is over: it would let nobody in, and reuse of it would end nothing any more. */
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LIFETIME_MS);
    await this.db.delete(Session, [{ endedAt: LessThan(before) }, { expiresAt: LessThan(this.clock.now()) }]);
  }

  private async exchange(tx: EntityManager, presented: string): Promise<Grant | UserErrorCode> {
    const found = await lockPresented(tx, hashSecret(presented));
    if (!found || found.session.endedAt) return UserErrorCode.INVALID;
    const { id: sessionId, memberId } = found.session;
    const { usedAt, successor: sealed } = found.token;
    const now = this.clock.now();
    if (usedAt && (!sealed || now.getTime() - usedAt.getTime() > SAME_SUCCESSOR_MS)) {
      await endSessions(tx, { memberId, only: sessionId, now });
      return UserErrorCode.INVALID;
    }
    if (found.token.expiresAt <= now) return UserErrorCode.EXPIRED;
    const member = await tx.findOneBy(Member, { id: memberId });
    if (!member) return UserErrorCode.INVALID;
    const expiresAt = new Date((usedAt ?? now).getTime() + LIFETIME_MS);
    const refreshToken = sealed
      ? openSuccessor(sealed, presented)
      : await this.rotate(tx, presented, { sessionId, now, expiresAt });
    return { member, sessionId, refreshToken, expiresAt };
  }

  private async rotate(
    tx: EntityManager,
    presented: string,
    { sessionId, now, expiresAt }: { sessionId: string; now: Date; expiresAt: Date },
  ): Promise<string> {
    const successor = newRefreshToken();
    await this.keep(tx, successor, sessionId, expiresAt);
    const used = { usedAt: now, successor: sealSuccessor(successor, presented) };
    await tx.update(RefreshToken, { hash: hashSecret(presented) }, used);
    await tx.update(Session, { id: sessionId }, { lastSeenAt: now, expiresAt });
    // Nobody may ask for these any more: what is not kept can not be opened.
    const past = LessThan(new Date(now.getTime() - SAME_SUCCESSOR_MS));
    await tx.update(RefreshToken, { sessionId, usedAt: past }, { successor: null });
    return successor;
  }

  private async keep(tx: EntityManager, refreshToken: string, sessionId: string, expiresAt: Date): Promise<void> {
    const row = { hash: hashSecret(refreshToken), sessionId, expiresAt, usedAt: null, successor: null };
    await tx.insert(RefreshToken, row);
  }
}

/**
 * Locks the family, then reads the token: of many that present a token of one family, each next one sees what the one
 * before it did. The family alone is locked, and first: two locks taken in two orders would wait for each other.
 */
const lockPresented = async (tx: EntityManager, hash: string): Promise<Presented | null> => {
  const session = await tx
    .createQueryBuilder(Session, 'session')
    .setLock('pessimistic_write')
    .where((query) => {
      const family = query.subQuery().select('token.sessionId').from(RefreshToken, 'token').where('token.hash = :hash');
      return `session.id = ${family.getQuery()}`;
    })
    .setParameters({ hash })
    .getOne();
  const token = session && (await tx.findOneBy(RefreshToken, { hash }));
  return session && token ? { session, token } : null;
};

const notRefreshed = (code: UserErrorCode): RefreshSessionPayload => ({
  tokens: null,
  userErrors: [new UserError(code, 'This session is over: sign in again.', ['refreshToken'])],
});
