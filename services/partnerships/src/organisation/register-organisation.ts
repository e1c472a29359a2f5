import { badUserInput, type Clock, DEFAULT_LANGUAGE } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { insertAll } from '../subject/insert-all';
import { type Difference, fillUnknown, isFilled } from '../subject/merge-result';
import { recordHomonyms } from '../subject/identity/duplicate-candidate.store';
import { endsBeforeItBegins, invertedPeriod } from '../subject/period';
import { refuseParentCycle } from '../subject/parent-cycle';
import { identifyOrganisation } from './identify-organisation';
import { Identifier } from './identifier/identifier.entity';
import { normaliseIdentifiers } from './identifier/normalise-identifier';
import { nameKey } from './name-key';
import type { NewIdentifier, NewName, NewOrganisation, RegisteredOrganisation } from './new-organisation';
import { OrganisationName } from './organisation-name.entity';
import { Organisation } from './organisation.entity';
import { preferredName } from './preferred-name';
import { freeSlug } from '../subject/slug/free-slug';

interface Merge {
  readonly changed: boolean;
  readonly differences: readonly Difference[];
}

const mergeFields = async (
  tx: EntityManager,
  id: string,
  { kind, homepage, country, parentId }: NewOrganisation,
): Promise<Merge> => {
  const existing = await tx.findOneByOrFail(Organisation, { id });
  const { filled, differences } = fillUnknown(existing, { kind, homepage, country, parentId });
  if (filled.parentId) await refuseParentCycle(tx, 'organisations', id, filled.parentId);
  if (isFilled(filled)) await tx.update(Organisation, id, filled);
  return { changed: isFilled(filled), differences };
};

const boundsOf = ({ since, until }: Pick<OrganisationName, 'since' | 'until'>) => ({
  fromEarliest: since?.earliest ?? null,
  toLatest: until?.latest ?? null,
});

export const readNames = (tx: EntityManager, organisationId: string): Promise<OrganisationName[]> =>
  tx.find(OrganisationName, { where: { organisationId }, order: { id: 'ASC' } });

export const mergeNames = async (
  tx: EntityManager,
  organisationId: string,
  names: readonly NewName[],
): Promise<Merge> => {
  const existingByValue = new Map((await readNames(tx, organisationId)).map((name) => [name.value, name]));
  const differences: Difference[] = [];
  const added: Partial<OrganisationName>[] = [];
  let changed = false;
  for (const { value, kind, lang = null, since = null, until = null } of names) {
    const existing = existingByValue.get(value);
    if (!existing) {
      added.push({
        organisationId,
        value,
        nameKey: nameKey(value),
        kind,
        lang,
        since,
        until,
        ...boundsOf({ since, until }),
      });
      continue;
    }
    const merged = fillUnknown(existing, { kind, lang, since, until });
    if (isFilled(merged.filled)) {
      const bounds = boundsOf({ ...existing, ...merged.filled });
      await tx.update(OrganisationName, existing.id, { ...merged.filled, ...bounds });
    }
    changed ||= isFilled(merged.filled);
    differences.push(...merged.differences.map((each) => ({ ...each, field: `names "${value}" ${each.field}` })));
  }
  await insertAll(tx, OrganisationName, added);
  return { changed: changed || added.length > 0, differences };
};

const mergeIdentifiers = async (
  tx: EntityManager,
  organisationId: string,
  identifiers: readonly NewIdentifier[],
): Promise<Merge> => {
  const differences: Difference[] = [];
  let changed = false;
  for (const { scheme, value, uri = null } of identifiers) {
    const existing = await tx.findOneBy(Identifier, { scheme, value });
    if (!existing) await tx.insert(Identifier, { scheme, value, organisationId, uri });
    const merged = fillUnknown(existing ?? { uri }, { uri });
    if (isFilled(merged.filled)) await tx.update(Identifier, { scheme, value }, merged.filled);
    changed ||= !existing || isFilled(merged.filled);
    differences.push(...merged.differences.map((each) => ({ ...each, field: `${scheme} ${value} ${each.field}` })));
  }
  return { changed, differences };
};

/** Sets the organisation's own `name` to the preferred one of all its names, for readers of French. */
export const updateDisplayName = async (
  tx: EntityManager,
  id: string,
  names: readonly OrganisationName[],
): Promise<void> => {
  const preferred = preferredName(names, [DEFAULT_LANGUAGE]);
  if (preferred) await tx.update(Organisation, id, { name: preferred.value, nameKey: preferred.nameKey });
};

/** The name that the slug of a new organisation is made from. */
const slugNameOf = (names: readonly NewName[]): string =>
  preferredName(
    names.map(({ value, kind, lang = null, since = null, until = null }) => ({ value, kind, lang, since, until })),
    [],
  )?.value ?? '';

const checkNames = (names: readonly NewName[]): NewName[] => {
  if (names.length === 0) throw badUserInput('An organisation must have a name. Give at least one in `names`.');
  const trimmed = names.map((name) => ({ ...name, value: name.value.trim() }));
  if (trimmed.some(({ value }) => value === '')) {
    throw badUserInput('A name of the organisation is empty. Write the name, or leave it out of `names`.');
  }
  const inverted = trimmed.find(endsBeforeItBegins);
  if (inverted) throw badUserInput(`The name "${inverted.value}" cannot be stored: ${invertedPeriod(inverted)}.`);
  // If a name is given twice, the first one wins.
  return [...new Map(trimmed.toReversed().map((name) => [name.value, name])).values()].toReversed();
};

/** See {@link OrganisationStore.register}. The caller holds the registration lock. */
export const registerOrganisation = async (
  tx: EntityManager,
  clock: Clock,
  organisation: NewOrganisation,
): Promise<RegisteredOrganisation> => {
  const names = checkNames(organisation.names);
  const { kind, homepage = null, country = null, parentId = null } = organisation;
  const identifiers = normaliseIdentifiers(organisation.identifiers ?? []);
  const identity = await identifyOrganisation(tx, organisation, names, identifiers);
  const id = identity.id ?? clock.newId('org');
  if (identity.id === null) {
    const slug = await freeSlug(tx, 'organisations', slugNameOf(names), id);
    await tx.insert(Organisation, { id, slug, name: '', nameKey: '', kind, homepage, country, parentId });
  }
  const merges = [
    await mergeFields(tx, id, organisation),
    await mergeNames(tx, id, names),
    await mergeIdentifiers(tx, id, identifiers),
  ];
  const changed = merges.some((merge) => merge.changed);
  const allNames = await readNames(tx, id);
  if (changed) await updateDisplayName(tx, id, allNames);
  await recordHomonyms(tx, id, identity.homonyms);
  const idByValue = new Map(allNames.map((name) => [name.value, name.id]));
  return {
    id,
    created: identity.id === null,
    rule: identity.rule,
    homonyms: identity.homonyms,
    changed,
    differences: merges.flatMap((merge) => merge.differences),
    nameIds: organisation.names.map(({ value }) => idByValue.get(value.trim()) ?? ''),
  };
};
