import { badUserInput } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { NewIdentifier, NewName } from './register-organisation';
import { Identifier } from './identifier.entity';
import { bearersOf } from './resolve-name';
import { nameKey } from './name-key';
import { NameKind, OrganisationName } from './organisation-name.entity';

/**
 * The organisations that bear one of these names. Two aliases that agree say nothing, since every text calls some
 * company "the group"; unless an alias is all that there is to go by.
 */
const bearersOfAny = async (db: EntityManager, names: readonly NewName[]): Promise<string[]> => {
  const telling = names.filter(({ kind }) => kind !== NameKind.ALIAS);
  const tellingKeys = new Set((telling.length > 0 ? telling : names).map(({ value }) => nameKey(value)));
  const keys = names.map(({ value }) => nameKey(value));
  const bearing = await db.findBy(OrganisationName, { nameKey: In(keys) });
  return bearersOf(bearing.filter((name) => name.kind !== NameKind.ALIAS || tellingKeys.has(name.nameKey)));
};

/** One register gives one organisation one identifier: who has another one there is somebody else of the same name. */
const withoutOthers = async (
  db: EntityManager,
  bearerIds: readonly string[],
  identifiers: readonly NewIdentifier[],
): Promise<string[]> => {
  const known = await db.findBy(Identifier, {
    organisationId: In([...bearerIds]),
    scheme: In(identifiers.map(({ scheme }) => scheme)),
  });
  const others = new Set(
    known
      .filter((one) => !identifiers.some(({ scheme, value }) => scheme === one.scheme && value === one.value))
      .map(({ organisationId }) => organisationId),
  );
  return bearerIds.filter((id) => !others.has(id));
};

/**
 * The one organisation that has one of the identifiers, or bears one of the names; null where there is none. Throws
 * BAD_USER_INPUT that lists them where they are several.
 */
export const findEstablished = async (
  db: EntityManager,
  names: readonly NewName[],
  identifiers: readonly NewIdentifier[],
): Promise<string | null> => {
  const identified =
    identifiers.length > 0
      ? await db.findBy(
          Identifier,
          identifiers.map(({ scheme, value }) => ({ scheme, value })),
        )
      : [];
  const bearerIds = await bearersOfAny(db, names);
  const named =
    identifiers.length > 0 && bearerIds.length > 0 ? await withoutOthers(db, bearerIds, identifiers) : bearerIds;
  const found = [...new Set([...identified.map(({ organisationId }) => organisationId), ...named])].toSorted();
  if (found.length > 1) {
    const title = names[0]?.value ?? '';
    throw badUserInput(
      `The names and identifiers given for "${title}" belong to several organisations: ${found.join(', ')}. Leave out those of the others, or give an identifier that tells them apart.`,
    );
  }
  return found[0] ?? null;
};
