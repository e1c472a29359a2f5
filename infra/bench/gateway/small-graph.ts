import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/**
 * Four small subgraphs in the shape of the public benchmark of federated gateways: people, items, their reviews, and their stock,
 * with as many objects, references and characters as there. One person has written all reviews, so that most of a response is
 * the same few entities again.
 */

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key" "@external" "@requires" "@provides" "@shareable"])\n`;

const PEOPLE = 6;
const ITEMS = 9;
/** Lengths of the reviews of the first items, in characters. */
const REVIEWS = [[445, 290, 275, 145], [445, 290, 275, 145], [145], [145, 800]];
/** Reviews that each person returns. */
const REVIEWS_OF_PERSON = 2;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const people = numbers(PEOPLE).map((index) => ({
  id: `person-${index}`,
  name: `Name ${index}`,
  handle: `handle_${index}`,
}));

const items = numbers(ITEMS).map((index) => ({
  id: `item-${index}`,
  name: `Item ${index}`,
  price: 100 * (index + 1),
  weight: 10 * (index + 1),
}));

const SENTENCE = 'The handle is firm, the lid closes well, and after a year of daily use nothing has come loose. ';

const reviews = REVIEWS.flatMap((lengths, index) =>
  lengths.map((length, number) => ({
    id: `review-${index}-${number}`,
    body: SENTENCE.repeat(Math.ceil(length / SENTENCE.length)).slice(0, length),
    item: items[index],
    author: people[0],
  })),
);

interface Reference {
  readonly id: string;
}

const find = <Thing extends Reference>(things: readonly Thing[]) => ({
  __resolveReference: ({ id }: Reference) => things.find((thing) => thing.id === id) ?? null,
});

const SUBGRAPHS = {
  people: {
    sdl: `type Query { people: [Person!]! person(id: ID!): Person }
      type Person @key(fields: "id") { id: ID! name: String handle: String @shareable }`,
    resolvers: {
      Query: { people: () => people, person: (_: unknown, { id }: Reference) => people.find((one) => one.id === id) },
      Person: find(people),
    },
  },
  items: {
    sdl: `type Query { topItems(first: Int = 5): [Item!]! }
      type Item @key(fields: "id") { id: ID! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topItems: (_: unknown, { first }: { first: number }) => items.slice(0, first) },
      Item: find(items),
    },
  },
  reviews: {
    sdl: `type Review @key(fields: "id") { id: ID! body: String author: Person @provides(fields: "handle") item: Item }
      type Person @key(fields: "id") { id: ID! handle: String @external reviews: [Review!]! }
      type Item @key(fields: "id") { id: ID! reviews: [Review!]! }`,
    resolvers: {
      Person: { reviews: () => reviews.slice(0, REVIEWS_OF_PERSON) },
      Item: { reviews: ({ id }: Reference) => reviews.filter(({ item }) => item?.id === id) },
    },
  },
  stock: {
    sdl: `type Item @key(fields: "id") { id: ID! price: Int @external weight: Int @external inStock: Boolean
        shipping: Int @requires(fields: "price weight") }`,
    resolvers: {
      Item: {
        inStock: () => true,
        shipping: ({ price, weight }: { price: number; weight: number }) => (price > 500 ? 0 : weight / 2),
      },
    },
  },
} as const;

export const smallSubgraphs = Object.entries(SUBGRAPHS).map(([name, { sdl, resolvers }]) => ({
  name,
  typeDefs: parse(LINK + sdl),
  createSchema: (): GraphQLSchema => buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers }),
}));

const FRAGMENTS = `
  fragment P on Person { id name handle }
  fragment R on Review { id body }
  fragment I on Item { id name price weight inStock shipping }`;

/** The operations that are measured, by name. `heavy` has 16 fetches as Apollo plans it, `light` has 3. */
export const smallOperations = {
  heavy: `query Heavy {
    people { ...P reviews { ...R item { ...I reviews { ...R author { ...P reviews { ...R item { ...I } } } } } } }
    topItems { ...I reviews { ...R author { ...P reviews { ...R item { ...I } } } } }
  } ${FRAGMENTS}`,
  light: `query Light { topItems(first: 3) { ...I reviews { ...R } } } ${FRAGMENTS.replace(/fragment P[^\n]*\n/, '')}`,
} as const;
