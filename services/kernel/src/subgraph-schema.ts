import { buildSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { createPubSub } from '@graphql-yoga/subscription';
import { type GraphQLSchema, lexicographicSortSchema, parse, print } from 'graphql';
import { buildSchemaSync, createResolversMap, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { type Resolvers, withDirectResolvers } from './direct-resolvers';
import { limitMutations } from './rate-limit/limit-mutations';
import { withCosts } from './sdl-costs';

const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
const DIRECTIVES = [
  '@key',
  '@shareable',
  '@external',
  '@requires',
  '@provides',
  '@tag',
  '@inaccessible',
  '@listSize',
  '@cost',
];

/** TypeGraphQL has no place for the descriptions of the root types. They are the same in every subgraph. */
const ROOT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query: 'Everything that can be read. A field whose service is unavailable is null, with an error in `errors`.',
  Mutation:
    'Everything that can be changed. A payload has the changed object, and in `userErrors` what the caller can correct.',
  Subscription:
    'Everything that can be followed live. Each event has a cursor: send the last one as `after` to continue behind it.',
};

const describeRootTypes = (schema: GraphQLSchema): GraphQLSchema => {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (type) type.description = ROOT_DESCRIPTIONS[type.name];
  }
  return schema;
};

/** What the schema of a subgraph is made of. */
interface SchemaDefinition {
  readonly resolvers: NonEmptyArray<Function>;
  /** Types that no root field leads to. */
  readonly types: readonly Function[];
  /** Resolvers of entity representations, by type. */
  readonly references: Readonly<Record<string, unknown>>;
}

/** Lets graphql-js read plain properties: the resolver that TypeGraphQL makes for each creates two objects at every call. */
const readPropertiesDirectly = (): void => {
  for (const field of getMetadataStorage().fields) field.simple ??= field.name === field.schemaName;
};

/** Sorts the parameters of each resolver once: TypeGraphQL sorts them at every call. */
const sortParametersOnce = (): void => {
  const { queries, mutations, subscriptions, fieldResolvers } = getMetadataStorage();
  for (const { params = [] } of [...queries, ...mutations, ...subscriptions, ...fieldResolvers]) {
    params.sort((one, other) => one.index - other.index);
    Object.defineProperty(params, 'sort', { value: () => params, configurable: true });
  }
};

/** TypeGraphQL classes print the SDL, the SDL makes the subgraph's schema, and the classes' resolvers run it. */
export const buildSubgraph = (
  definition: SchemaDefinition,
): { readonly sdl: string; readonly schema: GraphQLSchema } => {
  readPropertiesDirectly();
  const codeFirst = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes: [...definition.types],
    validate: false,
    // A subgraph may have no root query. The composition checks the whole schema.
    skipCheck: true,
    // One @Authorized anywhere in the process would require a checker for every schema. Services decide, not decorators.
    authChecker: () => false,
    // TypeGraphQL 2.0.0-rc.4 requires one even if every subscription has its own `subscribe`.
    pubSub: createPubSub(),
  });
  sortParametersOnce();
  const imports = DIRECTIVES.map((directive) => JSON.stringify(directive)).join(', ');
  const link = `extend schema @link(url: "${FEDERATION}", import: [${imports}])`;
  // Sorted, because decorators run from right to left and would print arguments in reverse.
  const sorted = describeRootTypes(lexicographicSortSchema(codeFirst));
  const sdl = `${link}\n\n${print(withCosts(getDocumentNodeFromSchema(sorted)))}\n`;
  const resolvers = withDirectResolvers(createResolversMap(codeFirst) as Resolvers, definition.resolvers);
  for (const [type, resolve] of Object.entries(definition.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: resolve };
  }
  resolvers['Mutation'] = limitMutations(resolvers['Mutation'] ?? {});
  return { sdl, schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]) };
};
