import type { Clock, ErasureMode, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { fieldErrors, tooManyGuesses } from '../account/field-errors';
import { MailStore, type Recipient } from '../mail/mail.store';
import { verifyPassword } from '../password/password-hash';
import { WRONG_PASSWORD } from '../password/password.commands';
import { requireLiveSession } from '../session/require-live-session';
import { accountCounter } from '../throttle/throttle-counter';
import type { GuardedAttempts } from '../throttle/guarded-attempts';
import { ErasureStore, PasswordChanged } from './erasure.store';
import type { EraseAccountInput, EraseAccountPayload } from './erasure.types';

export class ErasureCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly attempts: GuardedAttempts,
  ) {}

  /**
   * Erases the caller here, and in the other services through an event. User errors for the password: INVALID,
   * RATE_LIMITED. Throws UNAUTHENTICATED for an anonymous caller, an ended session and an erased member; FORBIDDEN for
   * an API key.
   */
  async erase({ password, mode }: EraseAccountInput): Promise<EraseAccountPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const account = await this.db.findOneBy(Account, { memberId });
    if (account) {
      // A counter that only sessions of the member reach: a stolen access token allows few guesses, and strangers none.
      const outcome = await this.attempts.run([accountCounter('password', memberId)], async () =>
        (await verifyPassword(account.passwordHash, password)) ? true : null,
      );
      if ('wait' in outcome) return { erasedAt: null, userErrors: [tooManyGuesses(outcome.wait)] };
      if (!outcome.result) return wrongPassword();
    }
    const erasedAt = this.clock.now();
    const isErased = await this.db
      .transaction(async (tx) => {
        const { locale } = await new ErasureStore(tx, this.clock).erase({ memberId, account, mode, erasedAt });
        if (account) await this.mail(tx, { to: account.email, locale }, mode);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof PasswordChanged) return false;
        throw error;
      });
    return isErased ? { erasedAt, userErrors: [] } : wrongPassword();
  }

  /** The last mail to the member replaces all that have not been sent. */
  private async mail(tx: EntityManager, recipient: Recipient, mode: ErasureMode): Promise<void> {
    const mails = new MailStore(tx, this.clock);
    await mails.deleteTo(recipient.to);
    await mails.send(recipient, { template: 'ACCOUNT_ERASED', mode });
  }
}

const wrongPassword = (): EraseAccountPayload => ({
  erasedAt: null,
  userErrors: fieldErrors('password', WRONG_PASSWORD),
});
