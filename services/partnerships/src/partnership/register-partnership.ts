import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { haveSameSigns, nameKey } from '../organisation/name-key';
import { participantsOf } from '../participation/participants';
import { decideIdentity } from '../subject/identity/decide-identity';
import { recordHomonyms } from '../subject/identity/duplicate-candidate.store';
import { existingHints } from '../subject/identity/existing-hints';
import type { IdentityHints, NamedCandidate, RegisteredSubject } from '../subject/identity/identity.types';
import { compareOrganisations, type OrganisationsBySubject } from '../subject/identity/shared-organisations';
import { fillUnknown, isFilled } from '../subject/merge-result';
import { homesOf } from '../subject/merge/homes';
import { Partnership } from './partnership.entity';
import type { PartnershipKind } from './partnership.enums';
import { themeKeyOf } from './theme-key';
import { freeSlug } from '../subject/slug/free-slug';

export interface NewPartnership {
  readonly name: string;
  readonly kind: PartnershipKind;
  /** What it is about, in the words of the source. */
  readonly theme?: string | null;
  /** Ids of organisations that take part. They tell partnerships with the same name apart. */
  readonly participantIds?: readonly string[];
  /** The same of partnerships that were registered just before, and whose participations are not recorded yet. */
  readonly pendingOrganisations?: OrganisationsBySubject;
  /** Decisions about which partnership it is. */
  readonly identity?: IdentityHints;
}

const candidatesByName = async (
  tx: EntityManager,
  { name, participantIds = [], pendingOrganisations = new Map() }: NewPartnership,
): Promise<NamedCandidate[]> => {
  const sameKey = await tx.find(Partnership, { where: { nameKey: nameKey(name) }, order: { id: 'ASC' } });
  const found = sameKey.filter((existing) => haveSameSigns(existing.name, name));
  const participants = await participantsOf(
    tx,
    found.map(({ id }) => id),
  );
  const organisationOf = await homesOf(tx, [...participantIds, ...[...pendingOrganisations.values()].flat()]);
  return found.map((existing) => {
    const known = [...(participants.all.get(existing.id) ?? []), ...(pendingOrganisations.get(existing.id) ?? [])];
    const compared = compareOrganisations(participantIds.map(organisationOf), known.map(organisationOf));
    return {
      id: existing.id,
      rule: existing.name === name ? 'LITERAL_NAME' : 'FOLDED_NAME',
      sharedName: existing.name,
      isSupported: compared === 'SHARED',
      against: compared === 'OTHER' ? [{ code: 'OTHER_ORGANISATION', words: null }] : [],
    };
  });
};

/** See {@link PartnershipStore.register}. The caller holds the registration lock. */
export const registerPartnership = async (
  tx: EntityManager,
  clock: Clock,
  partnership: NewPartnership,
): Promise<RegisteredSubject> => {
  const { kind, theme = null } = partnership;
  const name = partnership.name.trim();
  const key = nameKey(name);
  if (key === '') throw badUserInput('A partnership must have a name. Write it in `name`.');
  const hints = await existingHints(tx, Partnership, 'partnership', partnership.identity);
  const candidates = await candidatesByName(tx, { ...partnership, name });
  const { id: existingId, rule, homonyms } = decideIdentity({ name, hints, candidates });
  if (existingId === null) {
    const id = clock.newId('partnership');
    const slug = await freeSlug(tx, 'partnerships', name, id);
    await tx.insert(Partnership, { id, slug, name, nameKey: key, kind, theme, themeKey: themeKeyOf(theme) });
    await recordHomonyms(tx, id, homonyms);
    return { id, created: true, changed: true, differences: [], rule, homonyms };
  }
  const existing = await tx.findOneByOrFail(Partnership, { id: existingId });
  const { filled, differences } = fillUnknown(existing, { kind, theme });
  if (isFilled(filled))
    await tx.update(Partnership, existingId, { ...filled, themeKey: themeKeyOf(existing.theme ?? theme) });
  await recordHomonyms(tx, existingId, homonyms);
  return { id: existingId, created: false, changed: isFilled(filled), differences, rule, homonyms };
};
