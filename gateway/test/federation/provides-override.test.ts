import { federate, PLANNERS } from './support/federation';

const product = { id: 'p1', name: 'Chair', stock: 5 };

/** `@provides` makes a field of another subgraph available on one path. The names differ, so that a test sees the source. */
const provides = federate({
  reviews: {
    sdl: `
      type Query { reviews: [Review!]! products: [Product!]! media: [Media!]! }
      type Review { id: ID! product: Product @provides(fields: "name") }
      type Product @key(fields: "id") { id: ID! name: String @external }
      interface Media { id: ID! maker: Maker }
      type Book implements Media { id: ID! maker: Maker @provides(fields: "name") }
      type Film implements Media { id: ID! maker: Maker }
      type Maker @key(fields: "id") { id: ID! name: String @external }`,
    resolvers: {
      Query: {
        reviews: () => [{ id: 'r1', product: { id: 'p1', name: 'Chair of reviews' } }],
        products: () => [{ id: 'p1', name: 'never sent' }],
        media: () => [
          { __typename: 'Book', id: 'b1', maker: { id: 'm1', name: 'Maker of reviews' } },
          { __typename: 'Film', id: 'f1', maker: { id: 'm1', name: 'never sent' } },
        ],
      },
    },
  },
  catalogue: {
    sdl: `
      type Product @key(fields: "id") { id: ID! name: String @shareable stock: Int }
      type Maker @key(fields: "id") { id: ID! name: String @shareable }`,
    resolvers: {
      Product: { __resolveReference: () => product },
      Maker: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Maker of catalogue' }) },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, @provides', (planner) => {
  test('saves the request for a provided field', async () => {
    provides.requests();
    expect(await provides.ask(planner, '{ reviews { product { name } } }')).toEqual({
      data: { reviews: [{ product: { name: 'Chair of reviews' } }] },
    });
    expect(provides.requests()).toHaveLength(1);
  });

  test('holds on its own path only', async () => {
    expect(await provides.ask(planner, '{ products { name } }')).toEqual({ data: { products: [{ name: 'Chair' }] } });
  });

  test('keeps the provided value where another field of the entity is fetched', async () => {
    expect(await provides.ask(planner, '{ reviews { product { name stock } } }')).toEqual({
      data: { reviews: [{ product: { name: 'Chair of reviews', stock: 5 } }] },
    });
  });

  test('holds for the types of an interface that state it', async () => {
    expect(
      await provides.ask(planner, '{ media { id ... on Book { maker { name } } ... on Film { maker { name } } } }'),
    ).toEqual({
      data: {
        media: [
          { id: 'b1', maker: { name: 'Maker of reviews' } },
          { id: 'f1', maker: { name: 'Maker of catalogue' } },
        ],
      },
    });
  });
});

const overridden = (label: string) => ({
  old: {
    sdl: `
      type Query { posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! views: String likes: String }`,
    resolvers: {
      Query: { posts: () => [{ id: '1', views: 'old', likes: 'old' }] },
      Post: { __resolveReference: ({ id }: { id: string }) => ({ id, views: 'old', likes: 'old' }) },
    },
  },
  new: {
    sdl: `type Post @key(fields: "id") { id: ID! views: String @override(from: "old") likes: String @override(from: "old"${label}) }`,
    resolvers: { Post: { __resolveReference: ({ id }: { id: string }) => ({ id, views: 'new', likes: 'new' }) } },
  },
});

const query = '{ posts { views likes } }';

describe.each(PLANNERS)('With the %s planner, @override', (planner) => {
  test('moves a field to the other subgraph', async () => {
    const { data } = await federate(overridden('')).ask(planner, query);
    expect(data).toEqual({ posts: [{ views: 'new', likes: 'new' }] });
  });

  test('with a label moves the field while the label is active', async () => {
    const inactive = federate(overridden(', label: "moved"'));
    const active = federate(overridden(', label: "moved"'), { overrideLabels: ['other', 'moved'] });
    expect((await inactive.ask(planner, query)).data).toEqual({ posts: [{ views: 'new', likes: 'old' }] });
    expect((await active.ask(planner, query)).data).toEqual({ posts: [{ views: 'new', likes: 'new' }] });
  });

  test('with a percentage moves the field for that share of the operations', async () => {
    let number = 0;
    const graph = federate(overridden(', label: "percent(25)"'), { random: () => (number += 1) / 100 });
    let moved = 0;
    for (let count = 0; count < 99; count += 1) {
      const { data } = await graph.ask(planner, query);
      if ((data as { posts: { likes: string }[] }).posts[0]?.likes === 'new') moved += 1;
    }
    // 0.01 to 0.24 are below 25 percent.
    expect(moved).toBe(24);
  });
});
