import { appendEvent, type Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Account } from '../account/account.entity';
import { lockRegistrations } from '../account/registration-lock';
import { refuse, waitFirst } from '../account/field-errors';
import { Registration } from '../account/registration.entity';
import { Follow } from '../follow/follow.entity';
import { ExternalAccount } from '../external-identity/external-account.entity';
import type { MailTemplates } from '../mail/mail-templates';
import { Member } from '../member/member.entity';
import { lockMember } from '../member/lock-member';
import { verifyPassword } from '../password/password-hash';
import type { SessionStore } from '../session/session.store';
import { Throttle } from '../throttle/throttle.entity';
import { accountCounter, type ThrottleStore } from '../throttle/throttle.store';
import type { EraseAccountInput, EraseAccountPayload } from './erasure.types';

interface Leaver {
  readonly memberId: string;
  /** Null for a member who signs in with a foreign issuer alone. */
  readonly account: Account | null;
  readonly mode: EraseAccountInput['mode'];
  readonly erasedAt: Date;
}

/** The password was changed while it was being verified: undoes the transaction. */
class PasswordChanged extends Error {}

export class ErasureCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly sessions: SessionStore,
    private readonly throttles: ThrottleStore,
    private readonly letters: MailTemplates,
  ) {}

  /**
   * Erases the member who asks, and tells the other services to. User errors: INVALID and RATE_LIMITED for the password.
   * Throws UNAUTHENTICATED for a visitor, for a session that was ended and for who has left, FORBIDDEN for an API key.
   */
  async erase({ password, mode }: EraseAccountInput): Promise<EraseAccountPayload> {
    const memberId = await this.sessions.requireLive();
    const account = await this.db.findOneBy(Account, { memberId });
    if (account) {
      // Whoever holds a stolen access token may not try passwords here any faster than at the front door.
      const wait = await this.throttles.attempt([accountCounter('sign-in', account.email)]);
      if (wait !== null) return { erasedAt: null, userErrors: [waitFirst(wait)] };
      if (!(await verifyPassword(account.passwordHash, password))) return WRONG;
    }
    const erasedAt = this.clock.now();
    const leaver = { memberId, account, mode, erasedAt };
    const member = await this.db
      .transaction((tx) => this.remove(tx, leaver))
      .catch((error: unknown) => {
        if (error instanceof PasswordChanged) return null;
        throw error;
      });
    if (!member) return WRONG;
    if (account) this.letters.accountErased({ to: account.email, locale: member.locale }, { mode });
    return { erasedAt, userErrors: [] };
  }

  /**
   * Throws {@link PasswordChanged}. What others lock first is locked first here too, so that no two wait for each other:
   * who verifies an address holds its registrations and then wants its account, who signs in or sets a password holds the
   * account and then wants the member.
   */
  private async remove(tx: EntityManager, { memberId, account, mode, erasedAt }: Leaver): Promise<Member> {
    const proven = account === null || (await removeAccount(tx, account));
    const member = await lockMember(tx, memberId, 'pessimistic_write');
    if (!proven) throw new PasswordChanged();
    await tx.update(ExternalAccount, { memberId }, { memberId: null, erasedAt });
    // What others follow of them; their own follows and all else that belongs to them goes with the member.
    await tx.delete(Follow, { targetId: memberId });
    await tx.delete(Member, { id: memberId });
    await appendEvent(tx, { type: 'MemberErased', subject: memberId, payload: { mode } }, this.clock);
    return member;
  }
}

/** Whether the account still has the password that was verified, and is gone now. */
const removeAccount = async (tx: EntityManager, { memberId, email, passwordHash }: Account): Promise<boolean> => {
  await lockRegistrations(tx, email);
  await tx.delete(Registration, { email });
  const { affected } = await tx.delete(Account, { memberId, passwordHash });
  await tx.delete(Throttle, { key: In([accountCounter('sign-in', email).key, accountCounter('mail', email).key]) });
  return affected === 1;
};

const WRONG: EraseAccountPayload = {
  erasedAt: null,
  userErrors: refuse('password', 'This is not the password of today.'),
};
