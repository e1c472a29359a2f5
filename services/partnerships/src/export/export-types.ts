import {
  assertEnumType,
  assertInputObjectType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLSchema,
} from 'graphql';
import type { ExportTypes } from './export-request';

/** The types of the graph that the parameters of exports are read as. */
export const exportTypesOf = (schema: GraphQLSchema): ExportTypes => {
  const typeOf = (name: string) => assertInputObjectType(schema.getType(name));
  const kind = assertEnumType(schema.getType('RelationKind'));
  const listOf = (type: typeof kind | typeof GraphQLID) => new GraphQLList(new GraphQLNonNull(type));
  // The arguments of the field `network`, which has no filter.
  const network = new GraphQLInputObjectType({
    name: 'NetworkFilter',
    fields: { rootIds: { type: listOf(GraphQLID) }, depth: { type: GraphQLInt }, kinds: { type: listOf(kind) } },
  });
  const facts = typeOf('FactFilter');
  return {
    filters: { facts, package: facts, organisations: typeOf('OrganisationFilter'), network },
    at: typeOf('AsOf'),
  };
};
