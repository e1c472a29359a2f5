import type { PartnershipsLoaders } from '../../context';
import type { PackageSubject } from './packed-file';
import { writePackage } from './write-package';

/** Units and properties as a package describes them, without what only lists read. */
export const vocabularyOf = async ({ vocabulary }: Pick<PartnershipsLoaders, 'vocabulary'>): Promise<object> => {
  const { properties, units } = await vocabulary();
  return {
    properties: properties.map(({ key, labels, definitions, valueKind, unitCode, additive, accumulates }) => ({
      ...{ key, labels, definitions, valueKind, unit: unitCode, additive, accumulates },
    })),
    units: units.map(({ code, labels, dimension, factor }) => ({ code, labels, dimension, factor })),
  };
};

/** The package of the facts that match a filter, with all organisations and relations. Rejects with BAD_USER_INPUT. */
export const packageOf = async (
  loaders: Pick<PartnershipsLoaders, 'vocabulary' | 'exportedTable' | 'exportedText'>,
  filter: object | null,
  { address, knownAt, licence }: Pick<PackageSubject, 'knownAt' | 'licence'> & { readonly address: string },
): Promise<AsyncIterable<Uint8Array>> => {
  const tables = {
    facts: await loaders.exportedTable('facts', filter, null),
    organisations: await loaders.exportedTable('organisations', null, null),
    network: await loaders.exportedTable('network', null, null),
  };
  const at = address.indexOf('/exports/');
  const subject = { siteUrl: address.slice(0, at), request: address.slice(at), knownAt, licence };
  const vocabulary = await vocabularyOf(loaders);
  return writePackage({ tables, vocabulary, textOf: loaders.exportedText }, subject);
};
