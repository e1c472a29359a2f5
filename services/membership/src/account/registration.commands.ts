import { type Clock, type Identity, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { MailTemplates } from '../mail/mail-templates';
import { handleFlaw, handleSkeleton, normaliseHandle } from '../member/handle';
import { Member } from '../member/member.entity';
import type { MemberStore } from '../member/member.store';
import { nameFlaw, normaliseName } from '../member/display-text';
import { hashPassword } from '../password/password-hash';
import { passwordFlaws } from '../password/password-rules';
import { accountCounter, addressCounter, type ThrottleStore } from '../throttle/throttle.store';
import { Account } from './account.entity';
import type { RegisterInput, RegisterPayload, VerifyEmailPayload } from './account.types';
import { normaliseEmail } from './email';
import { lockRegistrations } from './registration-lock';
import { refuse, waitFirst } from './field-errors';
import { Registration } from './registration.entity';
import { hashSecret, isSecret, newSecret } from './secret';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Somebody else was first: undoes the transaction. */
class AddressTaken extends Error {}

export class RegistrationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
    private readonly letters: MailTemplates,
    private readonly members: (tx: EntityManager) => MemberStore,
  ) {}

  /**
   * Lets somebody show by mail that an address is theirs. Answers the same after the same work (one hash, the same
   * statements, one mail) whether or not the address has an account: only its owner learns that, from the mail.
   */
  async register(input: RegisterInput): Promise<RegisterPayload> {
    const email = normaliseEmail(input.email);
    const name = normaliseName(input.name);
    const handle = normaliseHandle(input.handle);
    const flaws = [
      ...refuse('email', email ? null : 'Give an e-mail address, such as lea@example.org.'),
      ...passwordFlaws('password', input.password, [input.email, input.email.split('@')[0] ?? '', handle, name]),
      ...refuse('handle', handleFlaw(input.handle)),
      ...refuse('name', nameFlaw(input.name)),
    ];
    if (flaws.length > 0 || !email) return { accepted: false, userErrors: flaws };
    const counted = [accountCounter('mail', email), ...addressCounter('mail', this.identity.clientAddress)];
    const wait = await this.throttles.attempt(counted);
    if (wait !== null) return { accepted: false, userErrors: [waitFirst(wait)] };
    // Handles are public: that one is taken says nothing of the address.
    if (await this.db.existsBy(Member, { handleSkeleton: handleSkeleton(handle) })) {
      return { accepted: false, userErrors: refuse('handle', HANDLE_TAKEN, UserErrorCode.ALREADY_EXISTS) };
    }
    const passwordHash = await hashPassword(input.password);
    const known = await this.db.findOneBy(Account, { email });
    const token = newSecret();
    await this.db.insert(Registration, {
      tokenHash: hashSecret(token),
      email,
      passwordHash,
      handle,
      name,
      locale: input.locale,
      expiresAt: new Date(this.clock.now().getTime() + LIFETIME_MS),
    });
    const addressee = { to: email, locale: input.locale };
    if (known) this.letters.alreadyRegistered(addressee);
    else this.letters.verifyEmail(addressee, { handle, token });
    return { accepted: true, userErrors: [] };
  }

  /** Makes a member of whoever got the mail. Does not sign in. All other registrations of the address end with it. */
  async verifyEmail(token: string): Promise<VerifyEmailPayload> {
    if (!isSecret(token)) return refused(UserErrorCode.INVALID);
    try {
      return await this.db.transaction((tx) => this.makeMember(tx, hashSecret(token)));
    } catch (error) {
      if (error instanceof AddressTaken) return refused(UserErrorCode.INVALID);
      throw error;
    }
  }

  private async makeMember(tx: EntityManager, tokenHash: string): Promise<VerifyEmailPayload> {
    const presented = await tx.findOneBy(Registration, { tokenHash });
    const held = presented ? await lockRegistrations(tx, presented.email) : [];
    const registration = held.find((one) => one.tokenHash === tokenHash);
    if (!registration) return refused(UserErrorCode.INVALID);
    const now = this.clock.now();
    if (registration.expiresAt <= now) return refused(UserErrorCode.EXPIRED);
    const { email, passwordHash, handle, name, locale } = registration;
    const member = await this.members(tx).join({ handle, name, locale });
    if (!member) {
      const message = 'Somebody else took the handle meanwhile: register again with another one.';
      return { member: null, userErrors: [new UserError(UserErrorCode.ALREADY_EXISTS, message)] };
    }
    const account = { memberId: member.id, email, passwordHash, emailVerifiedAt: now };
    await tx.createQueryBuilder().insert().into(Account).values(account).orIgnore().execute();
    if (!(await tx.existsBy(Account, { memberId: member.id }))) throw new AddressTaken();
    await tx.delete(Registration, { email });
    return { member, userErrors: [] };
  }
}

const HANDLE_TAKEN = 'Somebody has this handle, or one that looks like it: choose another.';

const refused = (code: UserErrorCode): VerifyEmailPayload => ({
  member: null,
  userErrors: [
    new UserError(
      code,
      code === UserErrorCode.EXPIRED
        ? 'This link has expired: register again to get a new one.'
        : 'This link is not valid, or has been used already: try to sign in.',
      ['token'],
    ),
  ],
});
