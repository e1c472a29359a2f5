import { appendEvent, type Clock, type ErasureMode } from '@wizness/kernel';
import { type EntityManager, Like } from 'typeorm';
import { Account } from '../account/account.entity';
import { lockRegistrations } from '../account/registration-lock';
import { Registration } from '../account/registration.entity';
import { ExternalAccount } from '../external-identity/external-account.entity';
import { Follow } from '../follow/follow.entity';
import { eraseFromCases } from '../moderation/erase-from-cases';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { removeNameFromLog } from '../member/member-named';
import { Mute } from '../mute/mute.entity';
import { NotificationStore } from '../notification/notification.store';
import { KnownPost } from '../projection/known-post.entity';
import { accountCounter } from '../throttle/throttle-counter';
import { Throttle } from '../throttle/throttle.entity';

export interface Erasure {
  readonly memberId: string;
  /** With the password hash that was verified. Null for a member who signs in only with an external issuer. */
  readonly account: Account | null;
  readonly mode: ErasureMode;
  readonly erasedAt: Date;
}

/** The password was changed after it was verified. Thrown to roll the transaction back. */
export class PasswordChanged extends Error {}

export class ErasureStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Deletes the member with everything that belongs to them, and stores the event for the other services. Returns the
   * deleted member. Throws PasswordChanged, and UNAUTHENTICATED if the member was erased meanwhile.
   *
   * Lock order, which every other transaction follows too: registrations, account, member. Confirming an address locks
   * its registrations and then inserts the account; signing in and setting a password lock the account and then the
   * member.
   */
  async erase({ memberId, account, mode, erasedAt }: Erasure): Promise<Member> {
    const verified = account === null || (await this.deleteAccount(account));
    const member = await lockMember(this.tx, memberId, 'pessimistic_write');
    if (!verified) throw new PasswordChanged();
    await this.tx.update(ExternalAccount, { memberId }, { memberId: null, erasedAt });
    // Foreign keys delete the member's own rows. The follows of other members have none, because they hold only an id.
    await this.tx.delete(Follow, { targetId: memberId });
    await this.tx.delete(Mute, { targetId: memberId });
    await this.tx.update(KnownPost, { authorId: memberId }, { authorId: null });
    await new NotificationStore(this.tx, this.clock).retractActsOf(memberId);
    await eraseFromCases(this.tx, memberId, erasedAt);
    await removeNameFromLog(this.tx, memberId);
    await this.tx.delete(Member, { id: memberId });
    await appendEvent(this.tx, { type: 'MemberErased', subject: memberId, payload: { mode } }, this.clock);
    return member;
  }

  /** Returns false if the account no longer has the password that was verified. */
  private async deleteAccount({ memberId, email, passwordHash }: Account): Promise<boolean> {
    await lockRegistrations(this.tx, email);
    await this.tx.delete(Registration, { email });
    const { affected } = await this.tx.delete(Account, { memberId, passwordHash });
    const counters = (['sign-in', 'mail', 'verify-email'] as const).map((action) => accountCounter(action, email));
    counters.push(accountCounter('password', memberId));
    // Also the counters of networks, whose keys begin with that of the account.
    for (const { key } of counters) await this.tx.delete(Throttle, { key: Like(`${key}%`) });
    return affected === 1;
  }
}
