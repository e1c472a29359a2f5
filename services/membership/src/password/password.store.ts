import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { hashSecret, newSecret } from '../account/secret';
import type { Recipient } from '../mail/mail.store';
import { Member } from '../member/member.entity';
import { SessionStore } from '../session/session.store';
import { accountCounter } from '../throttle/throttle-counter';
import { ThrottleStore } from '../throttle/throttle.store';
import { PasswordReset } from './password-reset.entity';

const RESET_LIFETIME_MS = 60 * 60 * 1000;

/** What a mail to the owner of an account needs. */
export interface AccountOwner {
  readonly memberId: string;
  readonly email: string;
  readonly locale: string;
}

export const recipientOf = (owner: AccountOwner | null): Recipient | null =>
  owner && { to: owner.email, locale: owner.locale };

export class PasswordStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  ownerOfEmail(email: string): Promise<AccountOwner | null> {
    return this.findOwner('account.email = :value', email);
  }

  ownerOf(memberId: string): Promise<AccountOwner | null> {
    return this.findOwner('account.memberId = :value', memberId);
  }

  /** Stores a reset for one hour. Returns its token; only the hash is stored. */
  async addReset(memberId: string | null): Promise<string> {
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + RESET_LIFETIME_MS);
    await this.tx.insert(PasswordReset, { tokenHash: hashSecret(token), memberId, expiresAt });
    return token;
  }

  /**
   * Deletes a reset. Returns false if it has been used meanwhile. Locks the account first, as every transaction does
   * that changes what belongs to it, to avoid deadlocks.
   */
  async takeReset({ tokenHash, memberId }: Pick<PasswordReset, 'tokenHash'> & { memberId: string }): Promise<boolean> {
    await this.tx.findOne(Account, { where: { memberId }, lock: { mode: 'pessimistic_write' } });
    const { affected } = await this.tx.delete(PasswordReset, { tokenHash });
    return affected === 1;
  }

  /** Sets the password, deletes pending resets and failed attempts, and ends all sessions except `keepSessionId`. */
  async replace({ memberId, email }: AccountOwner, passwordHash: string, keepSessionId: string | null): Promise<void> {
    await this.tx.update(Account, { memberId }, { passwordHash });
    await this.tx.delete(PasswordReset, { memberId });
    await new SessionStore(this.tx, this.clock).end({ memberId, except: keepSessionId });
    await new ThrottleStore(this.tx, this.clock).clear(accountCounter('sign-in', email));
  }

  private async findOwner(condition: string, value: string): Promise<AccountOwner | null> {
    const row = await this.tx
      .createQueryBuilder(Account, 'account')
      .innerJoin(Member, 'member', 'member.id = account.memberId')
      .select('account.memberId', 'memberId')
      .addSelect('account.email', 'email')
      .addSelect('member.locale', 'locale')
      .where(condition, { value })
      .getRawOne<AccountOwner>();
    return row ?? null;
  }
}
