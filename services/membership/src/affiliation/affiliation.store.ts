import { appendEvent, appendEvents, type Clock } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Account } from '../account/account.entity';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { domainOf } from './mail-domain';
import { OrganisationDomain } from './organisation-domain.entity';

/** An affiliation as its member claims it. */
interface Claim {
  readonly organisationId: string;
  readonly title: string | null;
}

const VERIFIED = 'AffiliationVerified' as const;

/** Lets other members follow the member meanwhile. */
const CHANGE = 'for_no_key_update';

/** Writes affiliations and their events inside the transaction `tx`. It trusts its caller: it checks no permission. */
export class AffiliationStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the affiliation of a member; the same claim again changes nothing. It is verified at once if the verified email
   * address of the member is at a domain of the organisation. Throws UNAUTHENTICATED for an erased member.
   */
  async claim(memberId: string, { organisationId, title }: Claim): Promise<Member> {
    const member = await lockMember(this.tx, memberId, CHANGE);
    if (member.organisationId === organisationId && member.organisationTitle === title) return member;
    await this.recordEnd(member);
    const organisationVerified = await this.hasAddressAt(memberId, organisationId);
    const changed = await this.update(member, { organisationId, organisationTitle: title, organisationVerified });
    if (organisationVerified) await this.recordVerification(changed);
    return changed;
  }

  /**
   * Verifies the affiliation of a member with an organisation; repeating it changes nothing. Null if the member is erased or
   * claims another one.
   */
  async verify(memberId: string, organisationId: string): Promise<Member | null> {
    const member = await this.lock(memberId);
    if (member?.organisationId !== organisationId) return null;
    if (member.organisationVerified) return member;
    const changed = await this.update(member, { organisationVerified: true });
    await this.recordVerification(changed);
    return changed;
  }

  /** Ends the affiliation of a member; without one nothing changes. Null if the member is erased. */
  async end(memberId: string): Promise<Member | null> {
    const member = await this.lock(memberId);
    if (member === null || member.organisationId === null) return member;
    await this.recordEnd(member);
    return this.update(member, { organisationId: null, organisationTitle: null, organisationVerified: false });
  }

  /**
   * Replaces the domains of an organisation, and verifies the claims of members who have an address at one of them. What was
   * verified before stays so. Returns the domains that belong to another organisation: then nothing is changed.
   */
  async setDomains(organisationId: string, domains: readonly string[]): Promise<string[]> {
    // Serialises changes of all domains, which are rare.
    await this.tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('wizness organisation domains', 0))`);
    const taken = await this.tx.findBy(OrganisationDomain, { domain: In([...domains]) });
    const elsewhere = taken.filter((row) => row.organisationId !== organisationId).map(({ domain }) => domain);
    if (elsewhere.length > 0) return elsewhere;
    await this.tx.delete(OrganisationDomain, { organisationId });
    await this.tx.insert(
      OrganisationDomain,
      domains.map((domain) => ({ domain, organisationId })),
    );
    const [verified] = await this.tx.query<[{ id: string }[], number]>(
      `UPDATE members SET organisation_verified = true FROM accounts
       WHERE accounts.member_id = members.id AND organisation_id = $1 AND NOT organisation_verified
         AND split_part(email, '@', 2) = ANY($2) RETURNING members.id`,
      [organisationId, domains],
    );
    const events = verified.map(({ id }) => ({ type: VERIFIED, subject: id, payload: { organisationId } }));
    await appendEvents(this.tx, events, this.clock);
    return [];
  }

  /** Records that the affiliation of `member`, as it is given, is verified. */
  async recordVerification({ id, organisationId }: Member): Promise<void> {
    if (organisationId === null) return;
    await appendEvent(this.tx, { type: VERIFIED, subject: id, payload: { organisationId } }, this.clock);
  }

  /** Nobody else learnt of a claim that was not verified. */
  private async recordEnd({ id, organisationId, organisationVerified }: Member): Promise<void> {
    if (organisationId === null || !organisationVerified) return;
    await appendEvent(this.tx, { type: 'AffiliationEnded', subject: id, payload: { organisationId } }, this.clock);
  }

  private lock(id: string): Promise<Member | null> {
    return this.tx.findOne(Member, { where: { id }, lock: { mode: CHANGE } });
  }

  private async hasAddressAt(memberId: string, organisationId: string): Promise<boolean> {
    const account = await this.tx.findOneBy(Account, { memberId });
    return (
      account !== null && this.tx.existsBy(OrganisationDomain, { domain: domainOf(account.email), organisationId })
    );
  }

  private async update(member: Member, changes: Partial<Member>): Promise<Member> {
    await this.tx.update(Member, { id: member.id }, changes);
    return Object.assign(new Member(), member, changes);
  }
}
