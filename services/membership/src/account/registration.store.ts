import { type Clock, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Member } from '../member/member.entity';
import { MemberStore } from '../member/member.store';
import { Account } from './account.entity';
import { lockRegistrations } from './registration-lock';
import { Registration } from './registration.entity';
import { hashSecret, newSecret } from './secret';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** Another registration of the address was confirmed first. Thrown to roll the transaction back. */
export class EmailTaken extends Error {}

export class RegistrationStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Stores a registration for 24 hours. Returns the token that confirms it; only its hash is stored. */
  async add(
    registration: Pick<Registration, 'email' | 'passwordHash' | 'handle' | 'name' | 'locale'>,
  ): Promise<string> {
    const token = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_MS);
    await this.tx.insert(Registration, { ...registration, tokenHash: hashSecret(token), expiresAt });
    return token;
  }

  /**
   * Creates the member and the account, and deletes all registrations of the address. Returns the member, or why there
   * is none: INVALID (no such token), EXPIRED, ALREADY_EXISTS (the handle was taken meanwhile). Throws EmailTaken.
   */
  async confirm(token: string): Promise<Member | UserErrorCode> {
    const tokenHash = hashSecret(token);
    const found = await this.tx.findOneBy(Registration, { tokenHash });
    const locked = found ? await lockRegistrations(this.tx, found.email) : [];
    const registration = locked.find((candidate) => candidate.tokenHash === tokenHash);
    if (!registration) return UserErrorCode.INVALID;
    const now = this.clock.now();
    if (registration.expiresAt <= now) return UserErrorCode.EXPIRED;
    const { email, passwordHash, handle, name, locale } = registration;
    const member = await new MemberStore(this.tx, this.clock).join({ handle, name, locale });
    if (!member) return UserErrorCode.ALREADY_EXISTS;
    const account = { memberId: member.id, email, passwordHash, emailVerifiedAt: now };
    await this.tx.createQueryBuilder().insert().into(Account).values(account).orIgnore().execute();
    if (!(await this.tx.existsBy(Account, { memberId: member.id }))) throw new EmailTaken();
    await this.tx.delete(Registration, { email });
    return member;
  }
}
