import { badUserInput } from '@wizness/kernel';
import { NameKind, type OrganisationName } from './organisation-name.entity';

const isCurrentAndOfficial = ({ kind, until }: OrganisationName): boolean =>
  kind === NameKind.OFFICIAL && until === null;

/** The ids of the organisations that bear these names, each once. */
export const bearersOf = (names: readonly OrganisationName[]): string[] => [
  ...new Set(names.map(({ organisationId }) => organisationId)),
];

/**
 * Whom `name` means, given all the names that share its key: the only one that bears it, else the only one whose
 * official name it is now; null where nobody bears it. Throws BAD_USER_INPUT that lists the candidates where it could
 * mean several: it never guesses.
 */
export const chooseBearer = (name: string, sharingItsKey: readonly OrganisationName[]): string | null => {
  const bearers = bearersOf(sharingItsKey);
  const official = bearersOf(sharingItsKey.filter(isCurrentAndOfficial));
  const [only, ...others] = official.length === 1 ? official : bearers;
  if (only === undefined) return null;
  if (others.length === 0) return only;
  const candidates = bearers.toSorted().join(', ');
  throw badUserInput(`Several organisations bear the name "${name}". Ask for one of them by id: ${candidates}.`);
};
