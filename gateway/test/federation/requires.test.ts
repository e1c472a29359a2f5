import { federate, PLANNERS } from './support/federation';

const items = [
  { id: '1', name: 'Chair', weight: 10, price: { EUR: 50, USD: 60 }, dims: { h: 2, w: 3 } },
  { id: '2', name: 'Table', weight: null, price: { EUR: 150, USD: 180 }, dims: { h: 1, w: 5 } },
] as const;

const itemOf = (id: string) => items.find((item) => item.id === id) ?? null;

/** Fields that need fields of another subgraph: with arguments, with other arguments, nested, and through an interface. */
const graph = federate({
  catalogue: {
    sdl: `
      type Query { items: [Item!]! goods: [Good!]! first: Item }
      enum Currency { EUR USD }
      interface Good { id: ID! name: String }
      type Dims @shareable { h: Int! w: Int! }
      type Item implements Good @key(fields: "id") {
        id: ID!
        name: String
        weight: Int
        price(currency: Currency): Int!
        dims: Dims!
      }`,
    resolvers: {
      Query: { items: () => items, goods: () => items, first: () => items[0] },
      Good: { __resolveType: () => 'Item' },
      Item: {
        __resolveReference: ({ id }: { id: string }) => itemOf(id),
        price: ({ price }: (typeof items)[number], { currency = 'EUR' }: { currency?: 'EUR' | 'USD' }) =>
          price[currency],
      },
    },
  },
  shipping: {
    sdl: `
      enum Currency { EUR USD }
      type Dims @shareable { h: Int! w: Int! }
      interface Good { id: ID! shippingName: String }
      type Item implements Good @key(fields: "id") {
        id: ID!
        name: String @external
        weight: Int @external
        price(currency: Currency): Int! @external
        dims: Dims! @external
        shippingName: String @requires(fields: "name")
        heavy: Boolean @requires(fields: "weight")
        dutyInDollars: Int @requires(fields: "price(currency: USD)")
        dutyInEuros: Int @requires(fields: "price(currency: EUR)")
        volume(depth: Int = 1): Int @requires(fields: "dims { h w }")
      }`,
    resolvers: {
      Good: { __resolveType: () => 'Item' },
      Item: {
        shippingName: ({ name }: { name: string }) => `Box of ${name}`,
        heavy: ({ weight }: { weight: number | null }) => (weight === null ? null : weight > 5),
        dutyInDollars: ({ price }: { price: number }) => price * 10,
        dutyInEuros: ({ price }: { price: number }) => price * 10,
        volume: ({ dims }: { dims: { h: number; w: number } }, { depth }: { depth: number }) => dims.h * dims.w * depth,
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, @requires', (planner) => {
  test('sends the required field, which the client does not get', async () => {
    expect(await graph.ask(planner, '{ items { shippingName } }')).toEqual({
      data: { items: [{ shippingName: 'Box of Chair' }, { shippingName: 'Box of Table' }] },
    });
  });

  test('sends a required null as null', async () => {
    expect(await graph.ask(planner, '{ items { heavy } }')).toEqual({
      data: { items: [{ heavy: true }, { heavy: null }] },
    });
  });

  test('uses its own arguments', async () => {
    expect(await graph.ask(planner, '{ first { dutyInDollars } }')).toEqual({
      data: { first: { dutyInDollars: 600 } },
    });
  });

  test('uses its own arguments where the client selects the field with others', async () => {
    const query = '{ first { price(currency: EUR) dollars: price(currency: USD) dutyInDollars } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: { first: { price: 50, dollars: 60, dutyInDollars: 600 } },
    });
  });

  test('reads nested fields that the client has aliased to one another', async () => {
    const query = '{ first { dims { h: w w: h } twice: volume(depth: 2) volume } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: { first: { dims: { h: 3, w: 2 }, twice: 12, volume: 6 } },
    });
  });

  test('works through an interface', async () => {
    expect(await graph.ask(planner, '{ goods { __typename name ... on Item { volume } } }')).toEqual({
      data: {
        goods: [
          { __typename: 'Item', name: 'Chair', volume: 6 },
          { __typename: 'Item', name: 'Table', volume: 5 },
        ],
      },
    });
  });

  test('works where the client gives the names of other fields to the fields', async () => {
    const query = '{ items { id: name name: id weight: shippingName shippingName: weight } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        items: [
          { id: 'Chair', name: '1', weight: 'Box of Chair', shippingName: 10 },
          { id: 'Table', name: '2', weight: 'Box of Table', shippingName: null },
        ],
      },
    });
  });
});

test.each(PLANNERS)('With the %s planner, two fields require one field with different arguments', async (planner) => {
  expect(await graph.ask(planner, '{ first { dutyInDollars dutyInEuros price } }')).toEqual({
    data: { first: { dutyInDollars: 600, dutyInEuros: 500, price: 50 } },
  });
});
