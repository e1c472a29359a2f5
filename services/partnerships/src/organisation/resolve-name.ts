import { badUserInput } from '@wizness/kernel';
import type { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';

const isCurrentAndOfficial = ({ kind, until }: OrganisationName): boolean =>
  kind === NameKind.OFFICIAL && until === null;

/** Ids of the organisations that have these names, without duplicates. */
const organisationIdsOf = (names: readonly OrganisationName[]): string[] => [
  ...new Set(names.map(({ organisationId }) => organisationId)),
];

/**
 * Id of the organisation that `name` means, given all names with the same key: the only organisation with that name, or
 * the only one whose current official name it is; null if there is none. Never guesses: throws BAD_USER_INPUT with the
 * candidates if there are several.
 */
export const resolveName = (name: string, namesWithSameKey: readonly OrganisationName[]): string | null => {
  const all = organisationIdsOf(namesWithSameKey);
  const official = organisationIdsOf(namesWithSameKey.filter(isCurrentAndOfficial));
  const [only, ...others] = official.length === 1 ? official : all;
  if (only === undefined) return null;
  if (others.length === 0) return only;
  const candidates = all.toSorted().join(', ');
  throw badUserInput(`Several organisations have the name "${name}". Ask for one of them by id: ${candidates}.`);
};
