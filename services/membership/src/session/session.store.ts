import { type Clock, type Identity, type SessionReference, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { hashSecret } from '../account/secret';
import { recordAccessChange } from '../member/access-changed';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { decryptSuccessor, encryptSuccessor, newRefreshToken } from './refresh-secret';
import { RefreshToken } from './refresh-token.entity';
import { Session } from './session.entity';

const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
/** A used token returns the same successor for this long: for two tabs that refresh at once, and for a lost response. */
const REUSE_WINDOW_MS = 10_000;
const MAX_USER_AGENT_LENGTH = 300;
/** How many sessions of a member can be live. Opening another one ends the one that was refreshed least recently. */
const MAX_SESSIONS = 100;

/** Where a session is opened. */
export type SessionOrigin = Pick<Session, 'deviceHash' | 'networkHash'> & Pick<Identity, 'userAgent'>;

/** What a token pair is issued for. */
export interface Grant {
  readonly member: Member;
  readonly sessionId: string;
  readonly refreshToken: string;
  /** When the refresh token expires. */
  readonly expiresAt: Date;
}

export class SessionStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a session with its first refresh token, and ends the sessions beyond {@link MAX_SESSIONS}. Lock the account
   * first, so that the limit holds for concurrent sign-ins.
   */
  async open(member: Member, { userAgent, deviceHash, networkHash }: SessionOrigin): Promise<Grant> {
    const now = this.clock.now();
    const session = {
      id: this.clock.newId('session'),
      memberId: member.id,
      createdAt: now,
      lastSeenAt: now,
      userAgent: userAgent?.slice(0, MAX_USER_AGENT_LENGTH).replaceAll(/\p{C}/gu, '') || null,
      deviceHash,
      networkHash,
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
      endedAt: null,
    };
    const refreshToken = newRefreshToken();
    await this.tx.insert(Session, session);
    await this.addToken(refreshToken, session.id, session.expiresAt);
    await this.endExcess(member.id, session.id);
    return { member, sessionId: session.id, refreshToken, expiresAt: session.expiresAt };
  }

  /** The current identity of a live session; null if it has ended or expired. */
  async identify({ memberId, sessionId }: SessionReference): Promise<Identity | null> {
    const member = await this.tx
      .createQueryBuilder(Member, 'member')
      .innerJoin(Session, 'session', 'session.memberId = member.id')
      .where('member.id = :memberId AND session.id = :sessionId', { memberId, sessionId })
      .andWhere('session.endedAt IS NULL AND session.expiresAt > :now', { now: this.clock.now() })
      .getOne();
    return member && { ...identityOf(member), sessionId };
  }

  /**
   * Exchanges a refresh token for its successor. A used token returns the same successor for ten seconds, unless that has
   * been used itself. Any other use means that two parties hold the token, of which one is a thief (RFC 9700 §4.14.2):
   * the whole family ends. Returns INVALID or EXPIRED if the token is refused.
   */
  async exchange(presented: string): Promise<Grant | UserErrorCode> {
    const found = await this.lockFamily(hashSecret(presented));
    if (!found || found.session.endedAt) return UserErrorCode.INVALID;
    const { id: sessionId, memberId } = found.session;
    const { usedAt, successor: encrypted } = found.token;
    const now = this.clock.now();
    const successor = encrypted && decryptSuccessor(encrypted, presented);
    if (
      usedAt &&
      (!successor || now.getTime() - usedAt.getTime() > REUSE_WINDOW_MS || (await this.isUsed(successor)))
    ) {
      await this.end({ memberId, only: sessionId });
      return UserErrorCode.INVALID;
    }
    if (found.token.expiresAt <= now) return UserErrorCode.EXPIRED;
    const member = await this.tx.findOneBy(Member, { id: memberId });
    if (!member) return UserErrorCode.INVALID;
    const expiresAt = new Date((usedAt ?? now).getTime() + LIFETIME_MS);
    const refreshToken = successor ?? (await this.rotate(presented, { sessionId, now, expiresAt }));
    return { member, sessionId, refreshToken, expiresAt };
  }

  /**
   * Ends sessions of a member, with all their refresh tokens: `only` one, all `except` one, or all. Issued access tokens
   * stay valid for reads until they expire, for at most ten minutes. Returns how many sessions ended.
   */
  async end(which: { readonly memberId: string; readonly only?: string; readonly except?: string | null }) {
    const { memberId, only, except } = which;
    const selected = only ? { id: only } : except ? { id: Not(except) } : {};
    const changes = { endedAt: this.clock.now() };
    const { affected } = await this.tx.update(Session, { memberId, endedAt: IsNull(), ...selected }, changes);
    if (affected) await recordAccessChange(this.tx, this.clock, memberId);
    return affected ?? 0;
  }

  /** Deletes expired sessions, and ended ones after 30 days: until then, reuse of their tokens can be recognised. */
  async deleteExpired(): Promise<void> {
    const now = this.clock.now();
    const retained = new Date(now.getTime() - LIFETIME_MS);
    await this.tx.delete(Session, [{ endedAt: LessThan(retained) }, { expiresAt: LessThan(now) }]);
  }

  /**
   * Locks the session, then reads the token, so that concurrent exchanges within a family see each other's result. Only
   * the session is locked, and first: locking the token as well would allow deadlocks.
   */
  private async lockFamily(hash: string): Promise<{ session: Session; token: RefreshToken } | null> {
    const session = await this.tx
      .createQueryBuilder(Session, 'session')
      .setLock('pessimistic_write')
      .where((query) => {
        const ids = query.subQuery().select('token.sessionId').from(RefreshToken, 'token').where('token.hash = :hash');
        return `session.id = ${ids.getQuery()}`;
      })
      .setParameters({ hash })
      .getOne();
    const token = session && (await this.tx.findOneBy(RefreshToken, { hash }));
    return session && token ? { session, token } : null;
  }

  private async rotate(
    presented: string,
    { sessionId, now, expiresAt }: { sessionId: string; now: Date; expiresAt: Date },
  ): Promise<string> {
    const successor = newRefreshToken();
    await this.addToken(successor, sessionId, expiresAt);
    const used = { usedAt: now, successor: encryptSuccessor(successor, presented) };
    await this.tx.update(RefreshToken, { hash: hashSecret(presented) }, used);
    await this.tx.update(Session, { id: sessionId }, { lastSeenAt: now, expiresAt });
    // Successors outside the reuse window are not returned any more, so they are not kept either.
    const usedAt = LessThan(new Date(now.getTime() - REUSE_WINDOW_MS));
    await this.tx.update(RefreshToken, { sessionId, usedAt }, { successor: null });
    return successor;
  }

  private isUsed(refreshToken: string): Promise<boolean> {
    return this.tx.existsBy(RefreshToken, { hash: hashSecret(refreshToken), usedAt: Not(IsNull()) });
  }

  private async endExcess(memberId: string, newest: string): Promise<void> {
    const now = this.clock.now();
    const live = { memberId, endedAt: IsNull(), expiresAt: MoreThan(now), id: Not(newest) };
    const order = { lastSeenAt: 'DESC', id: 'DESC' } as const;
    const excess = await this.tx.find(Session, { select: { id: true }, where: live, order, skip: MAX_SESSIONS - 1 });
    if (excess.length === 0) return;
    await this.tx.update(Session, { id: In(excess.map(({ id }) => id)) }, { endedAt: now });
    await recordAccessChange(this.tx, this.clock, memberId);
  }

  private async addToken(refreshToken: string, sessionId: string, expiresAt: Date): Promise<void> {
    const row = { hash: hashSecret(refreshToken), sessionId, expiresAt, usedAt: null, successor: null };
    await this.tx.insert(RefreshToken, row);
  }
}
