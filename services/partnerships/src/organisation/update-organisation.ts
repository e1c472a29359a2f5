import type { EntityManager } from 'typeorm';
import { insertAll } from '../subject/insert-all';
import { changesOf, isFilled } from '../subject/merge-result';
import { Identifier } from './identifier/identifier.entity';
import type { NewIdentifier, NewName } from './new-organisation';
import { Organisation } from './organisation.entity';
import type { OrganisationKind } from './organisation.enums';
import { mergeNames, readNames, updateDisplayName } from './register-organisation';

/** Undefined stays as it is. */
export interface OrganisationChanges {
  readonly kind?: OrganisationKind | undefined;
  readonly homepage?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly parentId?: string | null | undefined;
  readonly addNames: readonly NewName[];
  /** Normalised; replaces all. */
  readonly identifiers?: readonly NewIdentifier[] | undefined;
}

export interface UpdatedOrganisation {
  readonly changed: boolean;
  /** Ids of the rows of the added names, in their order. */
  readonly nameIds: readonly string[];
}

/** Returns whether any was added or removed. */
const replaceIdentifiers = async (
  tx: EntityManager,
  organisationId: string,
  given: readonly NewIdentifier[],
): Promise<boolean> => {
  const keyOf = ({ scheme, value }: Pick<NewIdentifier, 'scheme' | 'value'>): string => JSON.stringify([scheme, value]);
  const stored = await tx.findBy(Identifier, { organisationId });
  const [storedKeys, givenKeys] = [new Set(stored.map(keyOf)), new Set(given.map(keyOf))];
  const gone = stored.filter((each) => !givenKeys.has(keyOf(each)));
  const added = given.filter((each) => !storedKeys.has(keyOf(each)));
  for (const { scheme, value } of gone) await tx.delete(Identifier, { scheme, value });
  await insertAll(
    tx,
    Identifier,
    added.map(({ scheme, value, uri = null }) => ({ scheme, value, uri, organisationId })),
  );
  return gone.length + added.length > 0;
};

/** See {@link OrganisationStore.update}. The caller holds the registration lock. */
export const updateOrganisation = async (
  tx: EntityManager,
  id: string,
  { addNames, identifiers, ...given }: OrganisationChanges,
): Promise<UpdatedOrganisation> => {
  const changes = changesOf(await tx.findOneByOrFail(Organisation, { id }), given);
  if (isFilled(changes)) await tx.update(Organisation, id, changes);
  const named = await mergeNames(tx, id, addNames);
  const names = addNames.length > 0 ? await readNames(tx, id) : [];
  if (named.changed) await updateDisplayName(tx, id, names);
  const isRenumbered = identifiers !== undefined && (await replaceIdentifiers(tx, id, identifiers));
  const idByValue = new Map(names.map((name) => [name.value, name.id]));
  return {
    changed: isFilled(changes) || named.changed || isRenumbered,
    nameIds: addNames.map(({ value }) => idByValue.get(value) ?? ''),
  };
};
