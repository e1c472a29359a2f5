import { badUserInput } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { decideIdentity } from '../subject/identity/decide-identity';
import type { DuplicateReason, Identity, IdentityHints, NamedCandidate } from '../subject/identity/identity.types';
import { compareNames } from './compare-names';
import { Identifier } from './identifier/identifier.entity';
import { exclusiveKey, isSameNumber } from './identifier/normalise-identifier';
import { homesOf, oncePerSubject } from '../subject/merge/homes';
import { nameKey } from './name-key';
import type { NewIdentifier, NewName, NewOrganisation } from './new-organisation';
import { OrganisationName } from './organisation-name.entity';
import { Organisation } from './organisation.entity';

const groupByOrganisation = <Row extends { readonly organisationId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.organisationId, [...(groups.get(row.organisationId) ?? []), row]);
  return groups;
};

/** Identifiers of an existing organisation that a given one cannot have too. */
const otherIdentifiers = (given: readonly NewIdentifier[], existing: readonly Identifier[]): Identifier[] => {
  const valueByKey = new Map(given.map((each) => [exclusiveKey(each), each.value]));
  return existing.filter((each) => {
    const key = exclusiveKey(each);
    const value = key === null ? undefined : valueByKey.get(key);
    return value !== undefined && !isSameNumber(value, each.value);
  });
};

/** The existing organisations that share a name with the given one, with what speaks against their being one. */
const candidatesByName = async (
  tx: EntityManager,
  { country, parentId }: NewOrganisation,
  names: readonly NewName[],
  identifiers: readonly NewIdentifier[],
): Promise<NamedCandidate[]> => {
  const sharing = await tx.findBy(OrganisationName, { nameKey: In(names.map(({ value }) => nameKey(value))) });
  const ids = In([...new Set(sharing.map(({ organisationId }) => organisationId))]);
  const namesById = groupByOrganisation(
    await tx.find(OrganisationName, { where: { organisationId: ids }, order: { id: 'ASC' } }),
  );
  const identifiersById = groupByOrganisation(await tx.findBy(Identifier, { organisationId: ids }));
  const organisations = await tx.find(Organisation, { where: { id: ids }, order: { id: 'ASC' } });
  return organisations.flatMap((existing): NamedCandidate[] => {
    const shared = compareNames(names, namesById.get(existing.id) ?? []);
    if (!shared) return [];
    const others = otherIdentifiers(identifiers, identifiersById.get(existing.id) ?? []);
    const against: DuplicateReason[] = others.map(({ scheme, value }) => ({
      code: 'OTHER_IDENTIFIER',
      words: `${scheme} ${value}`,
    }));
    if (shared.hasOtherOfficialName) against.push({ code: 'OTHER_NAME', words: existing.name });
    if (country && existing.country && country !== existing.country) {
      against.push({ code: 'OTHER_COUNTRY', words: existing.country });
    }
    if (parentId && existing.parentId && parentId !== existing.parentId) {
      against.push({ code: 'OTHER_PARENT', words: null });
    }
    return [{ id: existing.id, rule: shared.rule, sharedName: shared.words, isSupported: false, against }];
  });
};

/**
 * Id of the organisation, as it is now, that has the identifiers; null if there is none. Throws BAD_USER_INPUT if they belong to several,
 * or to one that has another number in one of the registers.
 */
const byIdentifier = async (
  tx: EntityManager,
  name: string,
  identifiers: readonly NewIdentifier[],
): Promise<string | null> => {
  if (identifiers.length === 0) return null;
  const where = identifiers.map(({ scheme, value }) => ({ scheme, value }));
  const stated = (await tx.findBy(Identifier, where)).map(({ organisationId }) => organisationId);
  const ids = [...new Set(stated.map(await homesOf(tx, stated)))].toSorted();
  if (ids.length > 1) {
    throw badUserInput(
      `The identifiers given for "${name}" belong to several organisations: ${ids.join(', ')}. Leave out those of the others.`,
    );
  }
  const [id = null] = ids;
  const known = id === null ? [] : await tx.findBy(Identifier, { organisationId: In([id, ...stated]) });
  const [other] = otherIdentifiers(identifiers, known);
  if (other) {
    throw badUserInput(
      `An identifier given for "${name}" belongs to ${id}, which has the ${other.scheme} ${other.value}. Correct the identifiers, or leave out the wrong one.`,
    );
  }
  return id;
};

/** Throws BAD_USER_INPUT if there is no organisation with this id. Returns it unchanged. */
const existingId = async (tx: EntityManager, id: string): Promise<string> => {
  if (await tx.existsBy(Organisation, { id })) return id;
  throw badUserInput(`There is no organisation "${id}". Give the id of an existing one.`);
};

/** What the hints mean now: distinct from one is distinct from all that is merged with it. */
const existingHints = async (tx: EntityManager, { sameAsId, distinctFromIds = [], previousId }: IdentityHints) => {
  for (const id of distinctFromIds) await existingId(tx, id);
  return {
    sameAsId: sameAsId == null ? null : await existingId(tx, sameAsId),
    distinctFromIds: distinctFromIds.map(await homesOf(tx, distinctFromIds)),
    previousId: previousId ?? null,
  };
};

/** Which existing organisation the given one is. See {@link decideIdentity}. The caller holds the registration lock. */
export const identifyOrganisation = async (
  tx: EntityManager,
  organisation: NewOrganisation,
  names: readonly NewName[],
  identifiers: readonly NewIdentifier[],
): Promise<Identity> => {
  const name = names[0]?.value ?? '';
  const hints = await existingHints(tx, organisation.identity ?? {});
  const { sameAsId, previousId } = hints;
  const numbered = await byIdentifier(tx, name, identifiers);
  const homeOf = await homesOf(
    tx,
    [sameAsId, previousId].filter((id) => id !== null),
  );
  // What the document meant before, if it is the same organisation: a merge that is undone takes its statements back.
  const identifiedId =
    numbered !== null && previousId !== null && homeOf(previousId) === numbered ? previousId : numbered;
  const candidates = await oncePerSubject(tx, await candidatesByName(tx, organisation, names, identifiers), hints);
  if (sameAsId !== null && numbered !== null && homeOf(sameAsId) !== numbered) {
    throw badUserInput(
      `"${name}" is given as the same as ${sameAsId}, but has an identifier of ${numbered}. Correct one of them.`,
    );
  }
  return decideIdentity({ name, hints, candidates, identifiedId });
};
