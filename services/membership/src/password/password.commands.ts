import { type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import type {
  ChangePasswordInput,
  ChangePasswordPayload,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
} from '../account/account.types';
import { INVALID_EMAIL, normaliseEmail } from '../account/email';
import { fieldErrors, tooManyAttempts, tooManyGuesses } from '../account/field-errors';
import { hashSecret, isSecret } from '../account/secret';
import { ApiKeyStore } from '../api-key/api-key.store';
import { MailStore } from '../mail/mail.store';
import { requireLiveSession } from '../session/require-live-session';
import { accountCounter, clientCounters } from '../throttle/throttle-counter';
import type { GuardedAttempts } from '../throttle/guarded-attempts';
import type { ThrottleStore } from '../throttle/throttle.store';
import { hashPassword, verifyPassword } from './password-hash';
import { PasswordReset } from './password-reset.entity';
import { passwordErrors } from './password-rules';
import { type AccountOwner, PasswordStore, recipientOf } from './password.store';

export const WRONG_PASSWORD = 'The current password is wrong.';

export class PasswordCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
    private readonly attempts: GuardedAttempts,
  ) {}

  /** Emails a reset token if the address has an account. If not, the answer and the statements are the same. */
  async requestReset(address: string): Promise<RequestPasswordResetPayload> {
    const email = normaliseEmail(address);
    if (!email) return { accepted: false, userErrors: fieldErrors('email', INVALID_EMAIL) };
    const counters = [accountCounter('mail', email), ...clientCounters('mail', this.identity.clientAddress)];
    const wait = await this.throttles.take(counters);
    if (wait !== null) return { accepted: false, userErrors: [tooManyAttempts(wait)] };
    await this.db.transaction(async (tx) => {
      const passwords = new PasswordStore(tx, this.clock);
      const owner = await passwords.ownerOfEmail(email);
      const token = await passwords.addReset(owner?.memberId ?? null);
      // To the stored address, not to the one in the input, because a mail server may treat the two differently.
      await new MailStore(tx, this.clock).send(recipientOf(owner), { template: 'RESET_PASSWORD', token });
    });
    return { accepted: true, userErrors: [] };
  }

  /**
   * Uses a reset token once: sets the password, ends all sessions, revokes all API keys, clears failed attempts. Does not
   * sign in. Whoever knew the old password may have created a key.
   */
  async reset({ token, newPassword }: ResetPasswordInput): Promise<ResetPasswordPayload> {
    const userErrors = passwordErrors('newPassword', newPassword);
    if (userErrors.length > 0) return { done: false, revokedApiKeys: 0, userErrors };
    const tokenHash = isSecret(token) ? hashSecret(token) : null;
    const reset = tokenHash === null ? null : await this.db.findOneBy(PasswordReset, { tokenHash });
    if (!reset?.memberId) return notReset(UserErrorCode.INVALID);
    if (reset.expiresAt <= this.clock.now()) return notReset(UserErrorCode.EXPIRED);
    const { memberId } = reset;
    const passwordHash = await hashPassword(newPassword);
    const revokedApiKeys = await this.db.transaction(async (tx) => {
      const passwords = new PasswordStore(tx, this.clock);
      if (!(await passwords.takeReset({ tokenHash: reset.tokenHash, memberId }))) return null;
      const found = await passwords.ownerOf(memberId);
      if (found) await passwords.replace(found, passwordHash, null);
      const revoked = await new ApiKeyStore(tx, this.clock).revoke(memberId);
      await new MailStore(tx, this.clock).send(recipientOf(found), { template: 'PASSWORD_CHANGED' });
      return found && revoked;
    });
    if (revokedApiKeys === null) return notReset(UserErrorCode.INVALID);
    return { done: true, revokedApiKeys, userErrors: [] };
  }

  /**
   * Changes the caller's password and ends all other sessions. Throws UNAUTHENTICATED for an anonymous caller and an
   * ended session, FORBIDDEN for an API key.
   */
  async change({ currentPassword, newPassword }: ChangePasswordInput): Promise<ChangePasswordPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const userErrors = passwordErrors('newPassword', newPassword);
    if (userErrors.length > 0) return { done: false, userErrors };
    const account = await this.db.findOneBy(Account, { memberId });
    if (!account) return { done: false, userErrors: [NO_PASSWORD] };
    // A counter that only sessions of the member reach: a stolen access token allows few guesses, and strangers none.
    const outcome = await this.attempts.run([accountCounter('password', memberId)], () =>
      this.replace(account, { currentPassword, newPassword }),
    );
    if ('wait' in outcome) return { done: false, userErrors: [tooManyGuesses(outcome.wait)] };
    if (!outcome.result) return { done: false, userErrors: fieldErrors('currentPassword', WRONG_PASSWORD) };
    return { done: true, userErrors: [] };
  }

  /** Returns null if the current password is wrong, or was changed while it was being verified. */
  private async replace(
    { memberId, passwordHash: verified }: Account,
    { currentPassword, newPassword }: ChangePasswordInput,
  ): Promise<AccountOwner | null> {
    if (!(await verifyPassword(verified, currentPassword))) return null;
    const passwordHash = await hashPassword(newPassword);
    return this.db.transaction(async (tx) => {
      const lock = { mode: 'pessimistic_write' } as const;
      if (!(await tx.findOne(Account, { where: { memberId, passwordHash: verified }, lock }))) return null;
      const passwords = new PasswordStore(tx, this.clock);
      const owner = await passwords.ownerOf(memberId);
      if (owner) await passwords.replace(owner, passwordHash, this.identity.sessionId ?? null);
      await new MailStore(tx, this.clock).send(recipientOf(owner), { template: 'PASSWORD_CHANGED' });
      return owner;
    });
  }
}

const NO_PASSWORD = new UserError(
  UserErrorCode.UNSUPPORTED,
  'This account has no password here: change it where you sign in.',
);

const notReset = (code: UserErrorCode): ResetPasswordPayload => ({
  done: false,
  revokedApiKeys: 0,
  userErrors: fieldErrors(
    'token',
    code === UserErrorCode.EXPIRED
      ? 'This link has expired: ask for a new one.'
      : 'This link is not valid, or has already been used: ask for a new one.',
    code,
  ),
});
