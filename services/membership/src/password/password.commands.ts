import { authorise, type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import type {
  ChangePasswordInput,
  ChangePasswordPayload,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
} from '../account/account.types';
import { normaliseEmail } from '../account/email';
import { refuse, waitFirst } from '../account/field-errors';
import { hashSecret, isSecret, newSecret } from '../account/secret';
import type { MailTemplates } from '../mail/mail-templates';
import { Member } from '../member/member.entity';
import { endSessions } from '../session/end-sessions';
import { accountCounter, addressCounter, ThrottleStore } from '../throttle/throttle.store';
import { hashPassword, verifyPassword } from './password-hash';
import { PasswordReset } from './password-reset.entity';
import { passwordFlaws } from './password-rules';

const RESET_LIFETIME_MS = 60 * 60 * 1000;

interface Addressed {
  readonly memberId: string;
  readonly email: string;
  readonly locale: string;
}

export class PasswordCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
    private readonly letters: MailTemplates,
  ) {}

  /** Mails a permission to the address, if it has an account; answers the same, after the same statements, if not. */
  async requestReset(address: string): Promise<RequestPasswordResetPayload> {
    const email = normaliseEmail(address);
    if (!email) {
      return { accepted: false, userErrors: refuse('email', 'Give an e-mail address, such as lea@example.org.') };
    }
    const counted = [accountCounter('mail', email), ...addressCounter('mail', this.identity.clientAddress)];
    const wait = await this.throttles.attempt(counted);
    if (wait !== null) return { accepted: false, userErrors: [waitFirst(wait)] };
    const known = await this.addressed('account.email = :value', email);
    const token = newSecret();
    await this.db.insert(PasswordReset, {
      tokenHash: hashSecret(token),
      memberId: known?.memberId ?? null,
      expiresAt: new Date(this.clock.now().getTime() + RESET_LIFETIME_MS),
    });
    // To the address on record, not to the one typed, should the two ever differ to a mail server.
    if (known) this.letters.resetPassword({ to: known.email, locale: known.locale }, { token });
    return { accepted: true, userErrors: [] };
  }

  /** Takes the permission, once: new password, no session left, no waiting left, nobody signed in. */
  async reset({ token, newPassword }: ResetPasswordInput): Promise<ResetPasswordPayload> {
    const flaws = passwordFlaws('newPassword', newPassword);
    if (flaws.length > 0) return { done: false, userErrors: flaws };
    const tokenHash = isSecret(token) ? hashSecret(token) : null;
    const permission = tokenHash === null ? null : await this.db.findOneBy(PasswordReset, { tokenHash });
    if (!permission?.memberId) return notReset(UserErrorCode.INVALID);
    if (permission.expiresAt <= this.clock.now()) return notReset(UserErrorCode.EXPIRED);
    const { memberId } = permission;
    const passwordHash = await hashPassword(newPassword);
    const account = await this.db.transaction(async (tx) => {
      // First, as everybody does who then wants what belongs to the account: no two wait for each other.
      await tx.findOne(Account, { where: { memberId }, lock: { mode: 'pessimistic_write' } });
      const { affected } = await tx.delete(PasswordReset, { tokenHash: permission.tokenHash });
      if (affected !== 1) return null;
      const owner = await this.addressed('account.memberId = :value', memberId, tx);
      if (owner) await this.replace(tx, owner, passwordHash, null);
      return owner;
    });
    if (!account) return notReset(UserErrorCode.INVALID);
    this.letters.passwordChanged({ to: account.email, locale: account.locale });
    return { done: true, userErrors: [] };
  }

  /** Throws UNAUTHENTICATED for a visitor and FORBIDDEN for an API key. Keeps the session that asks, ends the others. */
  async change({ currentPassword, newPassword }: ChangePasswordInput): Promise<ChangePasswordPayload> {
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    const flaws = passwordFlaws('newPassword', newPassword);
    if (flaws.length > 0) return { done: false, userErrors: flaws };
    const account = await this.db.findOneBy(Account, { memberId });
    if (!account) {
      const message = 'This member has no password here: sign in where you usually do.';
      return { done: false, userErrors: [new UserError(UserErrorCode.UNSUPPORTED, message)] };
    }
    // Whoever holds a stolen access token may not try passwords here any faster than at the front door.
    const counter = accountCounter('sign-in', account.email);
    const wait = await this.throttles.attempt([counter]);
    if (wait !== null) return { done: false, userErrors: [waitFirst(wait)] };
    if (!(await verifyPassword(account.passwordHash, currentPassword))) {
      return { done: false, userErrors: refuse('currentPassword', 'This is not the password of today.') };
    }
    const passwordHash = await hashPassword(newPassword);
    const owner = await this.db.transaction(async (tx) => {
      const known = await this.addressed('account.memberId = :value', memberId, tx);
      if (known) await this.replace(tx, known, passwordHash, this.identity.sessionId ?? null);
      return known;
    });
    if (owner) this.letters.passwordChanged({ to: owner.email, locale: owner.locale });
    return { done: owner !== null, userErrors: [] };
  }

  private async replace(tx: EntityManager, account: Addressed, passwordHash: string, keep: string | null) {
    const { memberId, email } = account;
    await tx.update(Account, { memberId }, { passwordHash });
    await tx.delete(PasswordReset, { memberId });
    await endSessions(tx, { memberId, except: keep, now: this.clock.now() });
    await new ThrottleStore(tx, this.clock).forget(accountCounter('sign-in', email));
  }

  private async addressed(condition: string, value: string, db: EntityManager = this.db): Promise<Addressed | null> {
    const row = await db
      .createQueryBuilder(Account, 'account')
      .innerJoin(Member, 'member', 'member.id = account.memberId')
      .select('account.memberId', 'memberId')
      .addSelect('account.email', 'email')
      .addSelect('member.locale', 'locale')
      .where(condition, { value })
      .getRawOne<Addressed>();
    return row ?? null;
  }
}

const notReset = (code: UserErrorCode): ResetPasswordPayload => ({
  done: false,
  userErrors: [
    new UserError(
      code,
      code === UserErrorCode.EXPIRED
        ? 'This link has expired: ask for a new one.'
        : 'This link is not valid, or has been used already: ask for a new one.',
      ['token'],
    ),
  ],
});
