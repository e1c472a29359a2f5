import { composeServices } from '@theguild/federation-composition';
import { createPlanner } from '@wizness/gateway';
import { catalogue } from '@wizness/kernel';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, parse, printType } from 'graphql';
import { operationNames, readCommitted, readOperation } from '../src/files';

const read = (path: string): string => readCommitted(path) ?? '';

const subgraphs = catalogue.map(({ name }) => ({
  name,
  url: `http://${name}.invalid/graphql`,
  typeDefs: parse(read(`subgraphs/${name}.graphql`)),
}));

/** Every type in SDL, without the directives that only composers read. Composers order types and fields differently. */
const typesOf = (schema: GraphQLSchema): string[] =>
  Object.values(lexicographicSortSchema(schema).getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .map(printType);

const committed = typesOf(buildSchema(read('api.graphql')));

describe('The composer of The Guild', () => {
  const { errors, supergraphSdl = '', publicSdl = '' } = composeServices(subgraphs);

  test('Composes the committed subgraphs without errors', () => {
    expect(errors ?? []).toEqual([]);
  });

  test('Composes the committed API schema', () => {
    expect(typesOf(buildSchema(publicSdl))).toEqual(committed);
  });

  test('Composes a supergraph for which every example operation has the same query plan', () => {
    const [ours, theirs] = [createPlanner(read('supergraph.graphql')), createPlanner(supergraphSdl)];
    const plansOf = (planOf: typeof ours) => operationNames().map((name) => [name, planOf(readOperation(name))]);
    expect(plansOf(theirs)).toEqual(plansOf(ours));
  });
});

const withoutSpecifiedBy = (types: readonly string[]): string[] =>
  types.map((type) => type.replace(/ @specifiedBy\(.*\)$/, ''));

test('The composer of WunderGraph composes the committed API schema', () => {
  const result = federateSubgraphs({
    version: ROUTER_COMPATIBILITY_VERSION_ONE,
    subgraphs: subgraphs.map(({ typeDefs: definitions, ...subgraph }) => ({ ...subgraph, definitions })),
  });
  if (!result.success) throw new AggregateError(result.errors);
  // It does not keep the addresses of the specifications of scalars.
  expect(typesOf(result.federatedGraphClientSchema)).toEqual(withoutSpecifiedBy(committed));
});

test.each(catalogue)('The subgraph $name needs no feature newer than federation 2.9', ({ name }) => {
  const versions = [...read(`subgraphs/${name}.graphql`).matchAll(/specs\.apollo\.dev\/federation\/(v[\d.]+)/g)];
  expect(versions.map(([, version]) => version)).toEqual(['v2.9']);
});
