import { authorise, type Identity, idPrefix, type UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { refuse } from '../account/field-errors';
import { KnownEntityStore } from '../projection/known-entity.store';
import { Member } from './member.entity';
import type { UpdateProfileInput, UpdateProfilePayload } from './member.types';
import { nameFlaw, normaliseName, textFlaw } from './display-text';
import { lockMember } from './lock-member';

export class ProfileCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
  ) {}

  /**
   * Changes the own profile. An affiliation that a member states is unconfirmed, and becomes so again when they name
   * another organisation. Throws UNAUTHENTICATED for a visitor and for who has left, FORBIDDEN for an API key.
   */
  async update(input: UpdateProfileInput): Promise<UpdateProfilePayload> {
    const id = authorise(this.identity, 'MANAGE_ACCOUNT');
    const userErrors = [...flawsOf(input), ...(await this.flawsOfOrganisation(input))];
    if (userErrors.length > 0) return { member: null, userErrors };
    return this.db.transaction(async (tx) => {
      const member = await lockMember(tx, id, 'pessimistic_write');
      const changed = changesOf(input, member);
      if (Object.keys(changed).length > 0) await tx.update(Member, { id }, changed);
      return { member: Object.assign(member, changed), userErrors: [] };
    });
  }

  private async flawsOfOrganisation({ organisationId: id }: UpdateProfileInput): Promise<UserError[]> {
    const known = id == null || (idPrefix(id) === 'org' && (await new KnownEntityStore(this.db).knows(id)));
    return refuse('organisationId', known ? null : 'There is no such organisation.', UserErrorCode.NOT_FOUND);
  }
}

const flawsOf = ({ name, bio, locale, title }: UpdateProfileInput): UserError[] => [
  ...refuse('name', name === null ? 'A member has a name: leave it out to keep it.' : null, UserErrorCode.REQUIRED),
  ...refuse('name', name == null ? null : nameFlaw(name)),
  ...refuse('bio', bio == null ? null : textFlaw(bio)),
  ...refuse('locale', locale === null ? 'Name a language, or leave it out.' : null, UserErrorCode.REQUIRED),
  ...refuse('title', title == null || title.trim() === '' ? null : nameFlaw(title)),
];

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const changesOf = ({ name, bio, locale, organisationId, title }: UpdateProfileInput, member: Member) => {
  const moves = organisationId !== undefined && organisationId !== member.organisationId;
  return {
    ...(name != null && { name: normaliseName(name) }),
    ...(bio !== undefined && { bio: bio === null ? null : orNull(bio) }),
    ...(locale != null && { locale }),
    // A title is one at an organisation, and was confirmed together with it.
    ...(moves && { organisationId, organisationVerified: false, organisationTitle: null }),
    ...(title !== undefined && {
      organisationTitle: title === null ? null : orNull(normaliseName(title)),
      organisationVerified: false,
    }),
  };
};
