import type { Clock, ExternalIdentity, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { ExternalAccount } from './external-account.entity';
import { ExternalAccountStore } from './external-account.store';
import { externalAccountKey } from './external-identity';

/** Members who sign in with an OpenID Connect issuer outside the graph, such as that of their company. */
export class ExternalAccountCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * The identity of the member who is linked to a verified external identity; on first use the member is created.
   * Returns null for a token issued before the member was erased.
   *
   * Members are never matched by email address: an issuer can put any address into a token, and would gain access to the
   * account that has it.
   */
  async identify(external: ExternalIdentity): Promise<Identity | null> {
    const member =
      (await this.findMember(external)) ??
      (await this.db.transaction((tx) => new ExternalAccountStore(tx, this.clock).link(external)));
    return member && identityOf(member);
  }

  private findMember(external: ExternalIdentity): Promise<Member | null> {
    return this.db
      .createQueryBuilder(Member, 'member')
      .innerJoin(ExternalAccount, 'account', 'account.memberId = member.id')
      .where('account.key = :key', { key: externalAccountKey(external) })
      .getOne();
  }
}
