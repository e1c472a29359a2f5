import type { Clock, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { fieldErrors, tooManyAttempts } from '../account/field-errors';
import type { MailTemplates } from '../mail/mail-templates';
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
    private readonly mails: MailTemplates,
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
      if ('wait' in outcome) return { erasedAt: null, userErrors: [tooManyAttempts(outcome.wait)] };
      if (!outcome.result) return wrongPassword();
    }
    const erasedAt = this.clock.now();
    const member = await this.db
      .transaction((tx) => new ErasureStore(tx, this.clock).erase({ memberId, account, mode, erasedAt }))
      .catch((error: unknown) => {
        if (error instanceof PasswordChanged) return null;
        throw error;
      });
    if (!member) return wrongPassword();
    if (account) this.mails.accountErased({ to: account.email, locale: member.locale }, { mode });
    return { erasedAt, userErrors: [] };
  }
}

const wrongPassword = (): EraseAccountPayload => ({
  erasedAt: null,
  userErrors: fieldErrors('password', WRONG_PASSWORD),
});
