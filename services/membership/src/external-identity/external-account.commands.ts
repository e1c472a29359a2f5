import { type Clock, type ExternalIdentity, type Identity, LanguageTagScalar } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { handleFlaw, normaliseHandle } from '../member/handle';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import type { MemberStore } from '../member/member.store';
import { nameFlaw, normaliseName } from '../member/display-text';
import { ExternalAccount } from './external-account.entity';
import { foreignKeyOf } from './external-identity';

const TRIES = 3;

/** Members who sign in with an OpenID Connect issuer of their own, such as their company's. */
export class ExternalAccountCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly members: (tx: EntityManager) => MemberStore,
  ) {}

  /**
   * Which member that is; whoever comes for the first time joins. Null for a token from before the member left.
   *
   * Nobody is recognised by an e-mail address: whoever runs the issuer could put any address into a token, and would be
   * let into the account that has it.
   */
  async identify(foreign: ExternalIdentity): Promise<Identity | null> {
    const key = foreignKeyOf(foreign);
    const member = (await this.memberOf(key)) ?? (await this.db.transaction((tx) => this.join(tx, key, foreign)));
    return member && identityOf(member);
  }

  private memberOf(key: string): Promise<Member | null> {
    return this.db
      .createQueryBuilder(Member, 'member')
      .innerJoin(ExternalAccount, 'account', 'account.memberId = member.id')
      .where('account.key = :key', { key })
      .getOne();
  }

  /** Of many first requests at once one inserts the row, and the others wait for it and find what it did. */
  private async join(tx: EntityManager, key: string, foreign: ExternalIdentity): Promise<Member | null> {
    const linkedAt = this.clock.now();
    const row = { key, issuer: foreign.issuer, memberId: null, linkedAt, erasedAt: null };
    await tx.createQueryBuilder().insert().into(ExternalAccount).values(row).orIgnore().execute();
    const account = await tx.findOneOrFail(ExternalAccount, { where: { key }, lock: { mode: 'pessimistic_write' } });
    if (account.memberId !== null) return tx.findOneBy(Member, { id: account.memberId });
    if (account.erasedAt && new Date(foreign.issuedAt) <= account.erasedAt) return null;
    const member = await this.newMember(tx, foreign);
    await tx.update(ExternalAccount, { key }, { memberId: member.id, linkedAt });
    return member;
  }

  private async newMember(tx: EntityManager, { name, handle: wished, locale }: ExternalIdentity): Promise<Member> {
    const handles = Array.from({ length: TRIES }, () => `member-${this.clock.newId('member').slice(-8)}`);
    if (wished !== null && handleFlaw(wished) === null) handles.unshift(normaliseHandle(wished));
    for (const handle of handles) {
      const named = name !== null && nameFlaw(name) === null ? normaliseName(name) : handle;
      const member = await this.members(tx).join({ handle, name: named, locale: languageOr('fr', locale) });
      if (member) return member;
    }
    throw new Error(`None of ${TRIES} made-up handles was free.`);
  }
}

/** `tag` where it is a language, as some issuers write it: `fr`, `en-GB`, `en_GB`. */
const languageOr = (fallback: string, tag: string | null): string => {
  try {
    return String(LanguageTagScalar.parseValue(tag?.replaceAll('_', '-')));
  } catch {
    return fallback;
  }
};
