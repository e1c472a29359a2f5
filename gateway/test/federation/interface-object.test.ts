import { federate, PLANNERS } from './support/federation';

const media = [
  { __typename: 'Book', id: '1', title: 'A book', pages: 100 },
  { __typename: 'Film', id: '2', title: 'A film', minutes: 90 },
];

const byId = ({ id }: { id: string }) => media.find((item) => item.id === id) ?? null;

const pets = [
  { __typename: 'Cat', id: '1', lives: 9 },
  { __typename: 'Dog', id: '2' },
];

/** One subgraph knows the types of the interface; the other adds fields to all of them through `@interfaceObject`. */
const graph = federate({
  library: {
    sdl: `
      type Query { media: [Media!]! book: Book }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
    resolvers: {
      Query: { media: () => media, book: () => media[0] },
      Media: { __resolveReference: byId, __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  ratings: {
    sdl: `
      type Query { topRated: [Media!]! }
      type Media @interfaceObject @key(fields: "id") { id: ID! stars: Int label: String @requires(fields: "title") title: String @external }`,
    resolvers: {
      Query: {
        topRated: () => [
          { id: '2', stars: 20 },
          { id: '1', stars: 10 },
        ],
      },
      Media: {
        __resolveReference: (reference: { id: string; title?: string }) => ({
          ...reference,
          stars: Number(reference.id) * 10,
        }),
        label: ({ title }: { title: string }) => `${title} with stars`,
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, @interfaceObject', (planner) => {
  test('adds a field to every type of the interface', async () => {
    expect(await graph.ask(planner, '{ media { __typename id stars } }')).toEqual({
      data: {
        media: [
          { __typename: 'Book', id: '1', stars: 10 },
          { __typename: 'Film', id: '2', stars: 20 },
        ],
      },
    });
  });

  test('adds a field to an object type', async () => {
    expect(await graph.ask(planner, '{ book { stars pages } }')).toEqual({ data: { book: { stars: 10, pages: 100 } } });
  });

  test('finds out the type of an object that only the other subgraph knows', async () => {
    const query = '{ topRated { kind: __typename title stars ... on Film { minutes } ... on Book { pages } } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        topRated: [
          { kind: 'Film', title: 'A film', stars: 20, minutes: 90 },
          { kind: 'Book', title: 'A book', stars: 10, pages: 100 },
        ],
      },
    });
  });

  test('needs no request for the type if no field of it is selected', async () => {
    graph.requests();
    expect(await graph.ask(planner, '{ topRated { id stars } }')).toEqual({
      data: {
        topRated: [
          { id: '2', stars: 20 },
          { id: '1', stars: 10 },
        ],
      },
    });
    expect(graph.requests()).toHaveLength(1);
  });

  test('works with @requires', async () => {
    expect(await graph.ask(planner, '{ media { label } topRated { label } }')).toEqual({
      data: {
        media: [{ label: 'A book with stars' }, { label: 'A film with stars' }],
        topRated: [{ label: 'A film with stars' }, { label: 'A book with stars' }],
      },
    });
  });
});

/** A third subgraph adds a field that requires one of the second, which is asked for the type again. */
const chain = federate({
  names: {
    sdl: `
      type Query { all: [Named!]! }
      interface Named @key(fields: "id") { id: ID! }
      type Cat implements Named @key(fields: "id") { id: ID! lives: Int }
      type Dog implements Named @key(fields: "id") { id: ID! }`,
    resolvers: {
      Named: { __resolveReference: ({ id }: { id: string }) => pets.find((pet) => pet.id === id) },
      Cat: { __resolveReference: ({ id }: { id: string }) => pets.find((pet) => pet.id === id) },
    },
  },
  weights: {
    sdl: `
      type Query { heaviest: [Named!]! }
      type Named @interfaceObject @key(fields: "id") { id: ID! weight: Int owner: Owner }
      type Owner @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { heaviest: () => pets },
      Named: { __resolveReference: ({ id }: { id: string }) => ({ id, weight: Number(id), owner: { id } }) },
    },
  },
  food: {
    sdl: `type Named @interfaceObject @key(fields: "id") { id: ID! weight: Int @external meals: Int @requires(fields: "weight") }`,
    resolvers: {
      Named: {
        __resolveReference: (reference: unknown) => reference,
        meals: ({ weight }: { weight: number }) => weight * 2,
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, an object whose type is known', (planner) => {
  test('keeps its type where a subgraph names the interface for it', async () => {
    const query = '{ heaviest { __typename ... on Cat { owner { id } meals lives } ... on Dog { meals weight } } }';
    expect(await chain.ask(planner, query)).toEqual({
      data: {
        heaviest: [
          { __typename: 'Cat', owner: { id: '1' }, meals: 2, lives: 9 },
          { __typename: 'Dog', meals: 4, weight: 2 },
        ],
      },
    });
  });
});

/** The owner of the interface cannot be asked for a type by key, so a field of a type cannot be reached. */
const unreachable = federate({
  owner: {
    sdl: `
      type Query { owned: [Item!]! }
      interface Item @key(fields: "id", resolvable: false) { id: ID! }
      type Special implements Item @key(fields: "id", resolvable: false) { id: ID! secret: String }`,
    resolvers: { Query: { owned: () => [{ __typename: 'Special', id: '1', secret: 'x' }] } },
  },
  other: {
    sdl: `
      type Item @interfaceObject @key(fields: "id") { id: ID! rank: Int }`,
    resolvers: {
      Item: { __resolveReference: ({ id }: { id: string }) => ({ id, rank: 7 }) },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, an interface of which the owner resolves no references', (planner) => {
  test('gets the fields that the other subgraph adds', async () => {
    expect((await unreachable.ask(planner, '{ owned { id rank ... on Special { secret } } }')).data).toEqual({
      owned: [{ id: '1', rank: 7, secret: 'x' }],
    });
  });
});
