import { type EntityManager, In } from 'typeorm';
import { Identifier } from './identifier/identifier.entity';
import { nameKey } from './name-key';
import type { NewIdentifier, NewName } from './new-organisation';
import { OrganisationName } from './organisation-name.entity';

/** Ids of existing organisations, the first one recorded first. */
export interface Similar {
  /** Those that have one of the identifiers. */
  readonly byIdentifier: readonly string[];
  /** Those that have one of the names, folded. */
  readonly byName: readonly string[];
}

const distinctIds = (rows: readonly { readonly organisationId: string }[]): string[] =>
  [...new Set(rows.map(({ organisationId }) => organisationId))].toSorted();

/** See {@link OrganisationStore.similarTo}. */
export const similarOrganisations = async (
  tx: EntityManager,
  names: readonly NewName[],
  identifiers: readonly NewIdentifier[],
): Promise<Similar> => {
  const where = identifiers.map(({ scheme, value }) => ({ scheme, value }));
  return {
    byIdentifier: where.length === 0 ? [] : distinctIds(await tx.findBy(Identifier, where)),
    byName: distinctIds(await tx.findBy(OrganisationName, { nameKey: In(names.map(({ value }) => nameKey(value))) })),
  };
};
