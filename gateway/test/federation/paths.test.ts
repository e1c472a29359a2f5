import { federate, PLANNERS } from './support/federation';

interface Key {
  readonly id: string;
}
const pass = { __resolveReference: (reference: unknown) => reference };

/** A field that requires a field that requires a field, each in another subgraph. */
const chain = federate({
  a: {
    sdl: `type Query { items: [Item!]! } type Item @key(fields: "id") { id: ID! width: Int height: Int secret: Int @inaccessible }`,
    resolvers: {
      Query: { items: () => [{ id: '1', width: 2, height: 3, secret: 10 }] },
      Item: { __resolveReference: ({ id }: Key) => ({ id, width: 2, height: 3, secret: 10 }) },
    },
  },
  b: {
    sdl: `type Item @key(fields: "id") { id: ID! width: Int @external height: Int @external area: Int @requires(fields: "width height") }`,
    resolvers: { Item: { ...pass, area: ({ width, height }: Record<string, number>) => (width ?? 0) * (height ?? 0) } },
  },
  c: {
    sdl: `type Item @key(fields: "id") { id: ID! area: Int @external secret: Int @external price: Int @requires(fields: "area secret") }`,
    resolvers: { Item: { ...pass, price: ({ area, secret }: Record<string, number>) => (area ?? 0) * (secret ?? 0) } },
  },
  d: {
    sdl: `type Item @key(fields: "id") { id: ID! price: Int @external label: String @requires(fields: "price") }`,
    resolvers: { Item: { ...pass, label: ({ price }: { price: number }) => `costs ${price}` } },
  },
});

describe.each(PLANNERS)('With the %s planner, a chain of @requires', (planner) => {
  test('is followed to its end', async () => {
    expect(await chain.ask(planner, '{ items { label } }')).toEqual({ data: { items: [{ label: 'costs 60' }] } });
  });

  test('sends each request when its inputs are there, and returns only what was asked', async () => {
    chain.requests();
    expect(await chain.ask(planner, '{ items { price: label area: width width: area } }')).toEqual({
      data: { items: [{ price: 'costs 60', area: 2, width: 6 }] },
    });
    expect(chain.requests().map(({ service }) => service)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('may need a field that clients cannot see', async () => {
    await expect(chain.ask(planner, '{ items { secret } }')).rejects.toThrow('Cannot query field "secret"');
  });
});

/** A required field that is an object of one of several types. */
const owners = federate({
  a: {
    sdl: `type Query { things: [Thing!]! }
      type Thing @key(fields: "id") { id: ID! owner: Owner named: Named }
      union Owner = User | Group
      interface Named { name: String }
      type User implements Named @key(fields: "id") { id: ID! name: String email: String }
      type Group implements Named @key(fields: "id") { id: ID! name: String size: Int }`,
    resolvers: {
      Query: {
        things: () => [
          {
            id: '1',
            owner: { __typename: 'User', id: 'u', name: 'U', email: 'u@x' },
            named: { __typename: 'Group', id: 'g', name: 'G', size: 3 },
          },
          { id: '2', owner: { __typename: 'Group', id: 'g', name: 'G', size: 3 }, named: null },
        ],
      },
    },
  },
  b: {
    sdl: `type Thing @key(fields: "id") { id: ID! owner: Owner @external named: Named @external
        summary: String @requires(fields: "owner { ... on User { email } ... on Group { size } } named { name }") }
      union Owner = User | Group
      interface Named { name: String }
      type User implements Named @key(fields: "id") { id: ID! name: String @external email: String @external }
      type Group implements Named @key(fields: "id") { id: ID! name: String @external size: Int @external }`,
    resolvers: {
      Thing: {
        ...pass,
        summary: ({ owner, named }: Record<string, { email?: string; size?: number; name?: string } | null>) =>
          `${owner?.email ?? owner?.size} ${named?.name ?? 'nobody'}`,
      },
    },
  },
});

test.each(PLANNERS)('With the %s planner, @requires may select by type', async (planner) => {
  expect((await owners.ask(planner, '{ things { summary } }')).data).toEqual({
    things: [{ summary: 'u@x G' }, { summary: '3 nobody' }],
  });
  expect((await owners.ask(planner, '{ things { owner { ... on User { email: name } } summary } }')).data).toEqual({
    things: [
      { owner: { email: 'U' }, summary: 'u@x G' },
      { owner: {}, summary: '3 nobody' },
    ],
  });
});

/** One root field and value types that several subgraphs share, each with fields of its own. */
const shared = federate({
  a: {
    sdl: `type Query { product: Product @shareable store: Store @shareable }
      type Product @shareable { id: ID! name: Name }
      type Name @shareable { short: String long: String }
      type Store @shareable { open: Boolean }`,
    resolvers: {
      Query: { product: () => ({ id: '1', name: { short: 'S', long: 'L' } }), store: () => ({ open: true }) },
    },
  },
  b: {
    sdl: `type Query { product: Product @shareable }
      type Product @shareable { id: ID! category: Category }
      type Category @shareable { id: ID! title: String }`,
    resolvers: { Query: { product: () => ({ id: '1', category: { id: 'c', title: 'T' } }) } },
  },
  c: {
    sdl: `type Query { product: Product @shareable store: Store @shareable }
      type Product @shareable { id: ID! price: Price category: Category }
      type Price @shareable { amount: Int }
      type Category @shareable { id: ID! }
      type Store @shareable { open: Boolean }`,
    resolvers: {
      Query: {
        product: () => ({ id: '1', price: { amount: 5 }, category: { id: 'c' } }),
        store: () => ({ open: true }),
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, a shared root field', (planner) => {
  test('is asked of each subgraph that has a part of it', async () => {
    const query = '{ product { id name { long } category { id title } price { amount } } store { open } }';
    expect(await shared.ask(planner, query)).toEqual({
      data: {
        product: { id: '1', name: { long: 'L' }, category: { id: 'c', title: 'T' }, price: { amount: 5 } },
        store: { open: true },
      },
    });
  });

  test('may be asked twice under two aliases', async () => {
    const query = '{ price: product { id: price { amount } } product: product { price: name { amount: short } } }';
    expect(await shared.ask(planner, query)).toEqual({
      data: { price: { id: { amount: 5 } }, product: { price: { amount: 'S' } } },
    });
  });

  test('sends the requests of one wave side by side', async () => {
    shared.requests();
    await shared.ask(planner, '{ product { name { long } price { amount } category { title } } }');
    expect(
      shared
        .requests()
        .map(({ service }) => service)
        .toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });
});

/** Types that differ between subgraphs: nullability of one field in members of a union, and the type of a key. */
const mixed = federate({
  a: {
    sdl: `type Query { results: [Result] users: [User!] }
      union Result = Cat | Dog
      type Cat { value: String! sound: Sound }
      type Dog { value: String sound: Sound! }
      type Sound { loud: Boolean }
      type User @key(fields: "id") { id: ID name: String @shareable }`,
    resolvers: {
      Query: {
        results: () => [
          { __typename: 'Cat', value: 'c', sound: { loud: false } },
          { __typename: 'Dog', value: null, sound: { loud: true } },
        ],
        users: () => [{ id: '1', name: 'One' }],
      },
      User: { __resolveReference: ({ id }: Key) => ({ id, name: 'One' }) },
    },
  },
  b: {
    sdl: `type User @key(fields: "id") { id: ID! name: String! @shareable age: Int }`,
    resolvers: { User: { __resolveReference: ({ id }: Key) => ({ id, name: 'One', age: 1 }) } },
  },
});

describe.each(PLANNERS)('With the %s planner, types that differ', (planner) => {
  test('in nullability may have one key each in the members of a union', async () => {
    const query = '{ results { ... on Cat { a: value c: sound { loud } } ... on Dog { b: value c: sound { loud } } } }';
    await expect(mixed.ask(planner, query)).rejects.toThrow('conflict');
    const separate =
      '{ results { ... on Cat { a: value c: sound { loud } } ... on Dog { b: value d: sound { a: loud } } } }';
    expect(await mixed.ask(planner, separate)).toEqual({
      data: {
        results: [
          { a: 'c', c: { loud: false } },
          { b: null, d: { a: true } },
        ],
      },
    });
  });

  test('between subgraphs do not matter', async () => {
    expect(await mixed.ask(planner, '{ users { age name id } }')).toEqual({
      data: { users: [{ age: 1, name: 'One', id: '1' }] },
    });
  });
});
