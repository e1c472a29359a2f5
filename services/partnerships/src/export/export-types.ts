import { assertInputObjectType, type GraphQLSchema } from 'graphql';
import type { ExportTypes } from './export-request';

/** The types of the graph that the parameters of exports are read as. */
export const exportTypesOf = (schema: GraphQLSchema): ExportTypes => {
  const typeOf = (name: string) => assertInputObjectType(schema.getType(name));
  return {
    filters: { facts: typeOf('FactFilter'), organisations: typeOf('OrganisationFilter'), network: null },
    at: typeOf('AsOf'),
  };
};
