import { badUserInput } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Identifier } from './identifier.entity';
import { nameKey } from './name-key';
import type { NewIdentifier, NewName } from './new-organisation';
import { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';
import { organisationIdsOf } from './resolve-name';

/**
 * Ids of the organisations that have one of these names. Two equal aliases are not a match, because many texts call some
 * company "the group"; they are one only if the organisation is given by aliases alone.
 */
const idsByName = async (db: EntityManager, names: readonly NewName[]): Promise<string[]> => {
  const distinctive = names.filter(({ kind }) => kind !== NameKind.ALIAS);
  const distinctiveKeys = new Set((distinctive.length > 0 ? distinctive : names).map(({ value }) => nameKey(value)));
  const keys = names.map(({ value }) => nameKey(value));
  const found = await db.findBy(OrganisationName, { nameKey: In(keys) });
  return organisationIdsOf(
    found.filter(({ kind, nameKey: key }) => kind !== NameKind.ALIAS || distinctiveKeys.has(key)),
  );
};

/**
 * Removes organisations that have another identifier in one of the given registers: a register gives an organisation
 * only one, so these merely share the name.
 */
const withoutNamesakes = async (
  db: EntityManager,
  organisationIds: readonly string[],
  identifiers: readonly NewIdentifier[],
): Promise<string[]> => {
  const existing = await db.findBy(Identifier, {
    organisationId: In([...organisationIds]),
    scheme: In(identifiers.map(({ scheme }) => scheme)),
  });
  const namesakes = new Set(
    existing
      .filter((one) => !identifiers.some(({ scheme, value }) => scheme === one.scheme && value === one.value))
      .map(({ organisationId }) => organisationId),
  );
  return organisationIds.filter((id) => !namesakes.has(id));
};

/**
 * Id of the one organisation that has one of the identifiers or names; null if there is none. Throws BAD_USER_INPUT with
 * the ids if there are several.
 */
export const matchOrganisation = async (
  db: EntityManager,
  names: readonly NewName[],
  identifiers: readonly NewIdentifier[],
): Promise<string | null> => {
  const byIdentifier =
    identifiers.length > 0
      ? await db.findBy(
          Identifier,
          identifiers.map(({ scheme, value }) => ({ scheme, value })),
        )
      : [];
  const sameName = await idsByName(db, names);
  const byName =
    identifiers.length > 0 && sameName.length > 0 ? await withoutNamesakes(db, sameName, identifiers) : sameName;
  const found = [...new Set([...byIdentifier.map(({ organisationId }) => organisationId), ...byName])].toSorted();
  if (found.length > 1) {
    const title = names[0]?.value ?? '';
    throw badUserInput(
      `The names and identifiers given for "${title}" belong to several organisations: ${found.join(', ')}. Leave out those of the others, or give an identifier that distinguishes them.`,
    );
  }
  return found[0] ?? null;
};
