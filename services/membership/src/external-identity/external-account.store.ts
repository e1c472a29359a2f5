import { type Clock, type ExternalIdentity, LanguageTagScalar } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkName, normaliseName } from '../member/display-text';
import { checkHandle, normaliseHandle } from '../member/handle';
import { Member } from '../member/member.entity';
import { MemberStore } from '../member/member.store';
import { ExternalAccount } from './external-account.entity';
import { externalAccountKey } from './external-identity';

const GENERATED_HANDLES = 3;

export class ExternalAccountStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates and links the member of an identity that is seen for the first time. Returns the member who is linked
   * already, if any, and null if the token was issued before the last member with this identity was erased. Concurrent
   * first requests wait for the one that inserted the row, and then find its member.
   */
  async link(identity: ExternalIdentity): Promise<Member | null> {
    const key = externalAccountKey(identity);
    const linkedAt = this.clock.now();
    const row = { key, issuer: identity.issuer, memberId: null, linkedAt, erasedAt: null };
    await this.tx.createQueryBuilder().insert().into(ExternalAccount).values(row).orIgnore().execute();
    const lock = { mode: 'pessimistic_write' } as const;
    const account = await this.tx.findOneOrFail(ExternalAccount, { where: { key }, lock });
    if (account.memberId !== null) return this.tx.findOneBy(Member, { id: account.memberId });
    if (account.erasedAt && new Date(identity.issuedAt) <= account.erasedAt) return null;
    const member = await this.addMember(identity);
    await this.tx.update(ExternalAccount, { key }, { memberId: member.id, linkedAt });
    return member;
  }

  /** Uses the handle, name and locale of the token where they are valid and free, and generated ones otherwise. */
  private async addMember({ name, handle: preferred, locale }: ExternalIdentity): Promise<Member> {
    const handles = Array.from({ length: GENERATED_HANDLES }, () => `member-${this.clock.newId('member').slice(-8)}`);
    if (preferred !== null && checkHandle(preferred) === null) handles.unshift(normaliseHandle(preferred));
    const members = new MemberStore(this.tx, this.clock);
    for (const handle of handles) {
      const displayName = name !== null && checkName(name) === null ? normaliseName(name) : handle;
      const member = await members.join({ handle, name: displayName, locale: readLocale(locale) });
      if (member) return member;
    }
    throw new Error(`None of ${GENERATED_HANDLES} generated handles was free.`);
  }
}

/** A language tag, also in the form with an underscore that some issuers use (`en_GB`). French if it is not valid. */
const readLocale = (tag: string | null): string => {
  try {
    return String(LanguageTagScalar.parseValue(tag?.replaceAll('_', '-')));
  } catch {
    return 'fr';
  }
};
