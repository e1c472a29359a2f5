import { type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { MailStore } from '../mail/mail.store';
import { checkName, normaliseName } from '../member/display-text';
import { checkHandle, handleSkeleton, normaliseHandle } from '../member/handle';
import { Member } from '../member/member.entity';
import { hashPassword, verifyPassword } from '../password/password-hash';
import { passwordErrors } from '../password/password-rules';
import { accountCounter, clientCounters } from '../throttle/throttle-counter';
import type { GuardedAttempts } from '../throttle/guarded-attempts';
import type { ThrottleStore } from '../throttle/throttle.store';
import { Account } from './account.entity';
import type { RegisterInput, RegisterPayload, VerifyEmailInput, VerifyEmailPayload } from './account.types';
import { INVALID_EMAIL, normaliseEmail } from './email';
import { fieldErrors, tooManyAttempts } from './field-errors';
import { Registration } from './registration.entity';
import { EmailTaken, RegistrationStore } from './registration.store';
import { hashSecret, isSecret } from './secret';

export class RegistrationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
    private readonly attempts: GuardedAttempts,
  ) {}

  /**
   * Stores a registration and emails its token. The answer and the work (one hash, the same statements, one email) are
   * the same whether or not the address has an account: only the owner of the address learns that, from the email.
   */
  async register(input: RegisterInput): Promise<RegisterPayload> {
    const { locale } = input;
    const email = normaliseEmail(input.email);
    const [handleProblem, nameProblem] = [checkHandle(input.handle), checkName(input.name)];
    // Only valid texts are normalised and compared: others may be a megabyte long.
    const handle = handleProblem === null ? normaliseHandle(input.handle) : '';
    const name = nameProblem === null ? normaliseName(input.name) : '';
    const userErrors = [
      ...fieldErrors('email', email ? null : INVALID_EMAIL),
      ...passwordErrors('password', input.password, [email ?? '', email?.split('@')[0] ?? '', handle, name]),
      ...fieldErrors('handle', handleProblem),
      ...fieldErrors('name', nameProblem),
    ];
    if (userErrors.length > 0 || !email) return { accepted: false, userErrors };
    const counters = [accountCounter('mail', email), ...clientCounters('mail', this.identity.clientAddress)];
    const wait = await this.throttles.take(counters);
    if (wait !== null) return { accepted: false, userErrors: [tooManyAttempts(wait)] };
    // Handles are public: that one is taken reveals nothing about the address.
    if (await this.db.existsBy(Member, { handleSkeleton: handleSkeleton(handle) })) {
      return { accepted: false, userErrors: fieldErrors('handle', HANDLE_TAKEN, UserErrorCode.ALREADY_EXISTS) };
    }
    const passwordHash = await hashPassword(input.password);
    const account = await this.db.findOneBy(Account, { email });
    const registration = { email, passwordHash, handle, name, locale };
    await this.db.transaction(async (tx) => {
      const token = await new RegistrationStore(tx, this.clock).add(registration);
      await new MailStore(tx, this.clock).send(
        { to: email, locale },
        account ? { template: 'ALREADY_REGISTERED' } : { template: 'VERIFY_EMAIL', handle, token },
      );
    });
    return { accepted: true, userErrors: [] };
  }

  /**
   * Creates the member of a registration. Does not sign in. All other registrations of the address end.
   *
   * The token proves that the caller receives mail at the address, and the password that the caller made this
   * registration. With the token alone, the owner of an address could be led to confirm the registration of a stranger,
   * whose password would then open the account.
   */
  async verifyEmail({ token, password }: VerifyEmailInput): Promise<VerifyEmailPayload> {
    const tokenHash = isSecret(token) ? hashSecret(token) : null;
    const registration = tokenHash === null ? null : await this.db.findOneBy(Registration, { tokenHash });
    if (!registration) return notVerified(UserErrorCode.INVALID);
    if (registration.expiresAt <= this.clock.now()) return notVerified(UserErrorCode.EXPIRED);
    const { email, passwordHash } = registration;
    const outcome = await this.attempts.run([accountCounter('verify-email', email)], async () =>
      (await verifyPassword(passwordHash, password)) ? true : null,
    );
    if ('wait' in outcome) return { member: null, userErrors: [tooManyAttempts(outcome.wait)] };
    if (!outcome.result) return { member: null, userErrors: fieldErrors('password', OTHER_PASSWORD) };
    try {
      const result = await this.db.transaction((tx) => new RegistrationStore(tx, this.clock).confirm(token));
      return typeof result === 'string' ? notVerified(result) : { member: result, userErrors: [] };
    } catch (error) {
      if (error instanceof EmailTaken) return notVerified(UserErrorCode.INVALID);
      throw error;
    }
  }
}

const OTHER_PASSWORD =
  'This is not the password chosen in this registration. If you registered several times, open the link in another of ' +
  'our mails. If you did not register, do nothing.';

const HANDLE_TAKEN = 'This handle, or one that looks like it, is taken: choose another.';

const notVerified = (code: UserErrorCode): VerifyEmailPayload => ({ member: null, userErrors: [verifyError(code)] });

const verifyError = (code: UserErrorCode): UserError => {
  switch (code) {
    case UserErrorCode.ALREADY_EXISTS:
      return new UserError(code, 'The handle has been taken meanwhile: register again with another one.');
    case UserErrorCode.EXPIRED:
      return new UserError(code, 'This link has expired: register again to get a new one.', ['token']);
    default:
      return new UserError(code, 'This link is not valid, or has already been used: try to sign in.', ['token']);
  }
};
