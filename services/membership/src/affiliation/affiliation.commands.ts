import { authorise, type Clock, type Identity, idPrefix, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { checkName, normaliseName } from '../member/display-text';
import { lockMember } from '../member/lock-member';
import { KnownEntityStore } from '../projection/known-entity.store';
import { requireLiveSession } from '../session/require-live-session';
import { AffiliationStore } from './affiliation.store';
import type {
  AffiliationPayload,
  ClaimAffiliationInput,
  EndAffiliationInput,
  SetOrganisationDomainsInput,
  SetOrganisationDomainsPayload,
  VerifyAffiliationInput,
} from './affiliation.types';
import { normaliseDomain } from './mail-domain';

const MAX_DOMAINS = 20;

/**
 * Where members work. Each command throws UNAUTHENTICATED for an anonymous caller, an ended session and an erased member,
 * FORBIDDEN for an API key and for a caller without the role.
 */
export class AffiliationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /** The caller claims to work for an organisation, instead of any other. User errors: NOT_FOUND, INVALID. */
  async claim({ organisationId, title: given }: ClaimAffiliationInput): Promise<AffiliationPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    authorise(this.identity, 'APPEAR_TO_OTHERS');
    const isEmpty = given == null || given.trim() === '';
    const userErrors = [
      ...fieldErrors('title', isEmpty ? null : checkName(given)),
      ...(await this.organisationErrors(organisationId)),
    ];
    if (userErrors.length > 0) return { member: null, userErrors };
    const claim = { organisationId, title: isEmpty ? null : normaliseName(given) };
    return changed(await this.db.transaction((tx) => new AffiliationStore(tx, this.clock).claim(memberId, claim)));
  }

  /** Editors: verifies what a member claims. User errors: NOT_FOUND, CONFLICT, and FORBIDDEN for the caller's own claim. */
  async verify({ memberId, organisationId }: VerifyAffiliationInput): Promise<AffiliationPayload> {
    const editorId = authorise(this.identity, 'VERIFY_AFFILIATIONS');
    await requireLiveSession(this.db, this.identity);
    if (memberId === editorId) {
      return refused('memberId', 'Another editor must verify your own affiliation.', UserErrorCode.FORBIDDEN);
    }
    return this.ofMember(editorId, memberId, async (store) => {
      const member = await store.verify(memberId, organisationId);
      return member
        ? changed(member)
        : refused('organisationId', 'The member claims no such affiliation.', UserErrorCode.CONFLICT);
    });
  }

  /** Ends the caller's affiliation; editors also that of another member. User error: NOT_FOUND. */
  async end({ memberId }: EndAffiliationInput): Promise<AffiliationPayload> {
    const callerId = await requireLiveSession(this.db, this.identity);
    const id = memberId ?? callerId;
    if (id !== callerId) authorise(this.identity, 'VERIFY_AFFILIATIONS');
    return this.ofMember(callerId, id, async (store) => {
      const member = await store.end(id);
      return member ? changed(member) : noMember();
    });
  }

  /** Editors: replaces the domains of an organisation. User errors: NOT_FOUND, INVALID, TOO_LONG, CONFLICT. */
  async setDomains({ organisationId, domains }: SetOrganisationDomainsInput): Promise<SetOrganisationDomainsPayload> {
    const editorId = authorise(this.identity, 'VERIFY_AFFILIATIONS');
    await requireLiveSession(this.db, this.identity);
    const normalised = domains.slice(0, MAX_DOMAINS).map(normaliseDomain);
    const userErrors = [
      ...(await this.organisationErrors(organisationId)),
      ...(domains.length > MAX_DOMAINS
        ? fieldErrors('domains', `Give at most ${MAX_DOMAINS} domains.`, UserErrorCode.TOO_LONG)
        : []),
      ...normalised.flatMap((domain, index) =>
        domain === null ? [new UserError(UserErrorCode.INVALID, INVALID_DOMAIN, ['domains', String(index)])] : [],
      ),
    ];
    if (userErrors.length > 0) return { organisation: null, userErrors };
    const unique = [...new Set(normalised.filter((domain) => domain !== null))];
    const elsewhere = await this.db.transaction(async (tx) => {
      await lockMember(tx, editorId);
      return new AffiliationStore(tx, this.clock).setDomains(organisationId, unique);
    });
    if (elsewhere.length === 0) return { organisation: { id: organisationId }, userErrors: [] };
    const message = `Another organisation has ${elsewhere.join(', ')}: remove it there first.`;
    return { organisation: null, userErrors: fieldErrors('domains', message, UserErrorCode.CONFLICT) };
  }

  private ofMember(
    callerId: string,
    memberId: string,
    change: (store: AffiliationStore) => Promise<AffiliationPayload>,
  ): Promise<AffiliationPayload> {
    if (idPrefix(memberId) !== 'member') return Promise.resolve(noMember());
    return this.db.transaction(async (tx) => {
      await lockMember(tx, callerId);
      return change(new AffiliationStore(tx, this.clock));
    });
  }

  private async organisationErrors(id: string): Promise<UserError[]> {
    const exists = idPrefix(id) === 'org' && (await new KnownEntityStore(this.db).has(id));
    return fieldErrors(
      'organisationId',
      exists ? null : 'There is no organisation with this id.',
      UserErrorCode.NOT_FOUND,
    );
  }
}

const INVALID_DOMAIN = 'Enter a domain of the organisation, such as example.org, not one of a public mail provider.';

const changed = (member: AffiliationPayload['member']): AffiliationPayload => ({ member, userErrors: [] });

const refused = (field: string, message: string, code: UserErrorCode): AffiliationPayload => ({
  member: null,
  userErrors: fieldErrors(field, message, code),
});

const noMember = () => refused('memberId', 'There is no member with this id.', UserErrorCode.NOT_FOUND);
