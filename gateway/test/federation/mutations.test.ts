import { federate, PLANNERS } from './support/federation';
import { shop } from './support/shop';

let log: string[] = [];
let total = 0;

const counter = (service: string) => ({
  sdl: `
    type Query { ${service}Total: Int! }
    type Mutation { ${service}Add(value: Int!): Counter! ${service}Fail: Counter }
    type Counter @key(fields: "id") { id: ID! ${service}Seen: Int! }`,
  resolvers: {
    Query: { [`${service}Total`]: () => total },
    Mutation: {
      [`${service}Add`]: async (_: unknown, { value }: { value: number }) => {
        log.push(`${service} adds ${value}`);
        await new Promise((done) => setTimeout(done, 5));
        total += value;
        return { id: `${service}${value}` };
      },
      [`${service}Fail`]: () => {
        log.push(`${service} fails`);
        throw new Error('Refused.');
      },
    },
    Counter: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      [`${service}Seen`]: ({ id }: { id: string }) => {
        log.push(`${service} reads ${id}`);
        return total;
      },
    },
  },
});

const graph = federate({ a: counter('a'), b: counter('b') });
const shopGraph = federate(shop);

const pets = [
  { __typename: 'Cat', id: 'c', name: 'Tom', age: 3 },
  { __typename: 'Dog', id: 'd', name: 'Rex', age: 4 },
];
const petOf = (_: unknown, { id }: { id: string }) => pets.find((pet) => pet.id === id);
const pet = { __resolveReference: (reference: { id: string }) => ({ ...petOf(null, reference), ...reference }) };

/** Mutations that return an interface of which each subgraph has other fields, and a union. */
const shelter = federate({
  names: {
    sdl: `
      type Query { pets: [Pet!]! } type Mutation { adopt(id: ID!): Pet pick(id: ID!): Any }
      interface Pet { id: ID! name: String } union Any = Cat | Dog
      type Cat implements Pet @key(fields: "id") { id: ID! name: String }
      type Dog implements Pet @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { pets: () => pets }, Mutation: { adopt: petOf, pick: petOf }, Cat: pet, Dog: pet },
  },
  ages: {
    sdl: `
      type Mutation { weigh(id: ID!): Aged } interface Aged { id: ID! age: Int }
      type Cat implements Aged @key(fields: "id") { id: ID! age: Int name: String @external hello: String @requires(fields: "name") }
      type Dog implements Aged @key(fields: "id") { id: ID! age: Int }`,
    resolvers: {
      Mutation: { weigh: petOf },
      Cat: { ...pet, hello: ({ name }: { name: string }) => `Hello ${name}` },
      Dog: pet,
    },
  },
});

beforeEach(() => {
  log = [];
  total = 0;
});

describe.each(PLANNERS)('With the %s planner, a mutation', (planner) => {
  test('runs its fields in order over subgraphs, and each reads what it has changed', async () => {
    const query =
      'mutation { one: aAdd(value: 1) { bSeen } two: bAdd(value: 2) { aSeen } three: aAdd(value: 4) { bSeen aSeen } }';
    const { data, errors } = await graph.ask(planner, query);
    expect(errors).toBeUndefined();
    expect(log.filter((line) => line.includes('adds'))).toEqual(['a adds 1', 'b adds 2', 'a adds 4']);
    expect(data).toEqual({ one: { bSeen: 1 }, two: { aSeen: 3 }, three: { bSeen: 7, aSeen: 7 } });
  });

  test('is sent once for each alias', async () => {
    const { data } = await graph.ask(planner, 'mutation { x: aAdd(value: 1) { id } y: aAdd(value: 1) { id } }');
    expect(data).toEqual({ x: { id: 'a1' }, y: { id: 'a1' } });
    expect(total).toBe(2);
  });

  test('continues after a field that fails', async () => {
    const { data, errors } = await graph.ask(planner, 'mutation { no: aFail { id } yes: bAdd(value: 3) { id } }');
    expect(data).toEqual({ no: null, yes: { id: 'b3' } });
    expect(errors).toMatchObject([{ message: 'Refused.', path: ['no'] }]);
  });

  test('may select by type in an interface and a union', async () => {
    const query = `mutation {
      adopt(id: "c") { __typename name ... on Cat { hello } ... on Dog { age } }
      pick(id: "d") { ... on Dog { age name } ... on Cat { hello } }
      weigh(id: "c") { age ... on Aged { ...Named } }
      none: adopt(id: "x") { ... on Cat { hello } }
    }
    fragment Named on Cat { name hello }`;
    expect(await shelter.ask(planner, query)).toEqual({
      data: {
        adopt: { __typename: 'Cat', name: 'Tom', hello: 'Hello Tom' },
        pick: { age: 4, name: 'Rex' },
        weigh: { age: 3, name: 'Tom', hello: 'Hello Tom' },
        none: null,
      },
    });
  });

  test('completes the result of each field before the next one runs, also where the planner puts a fetch later', async () => {
    shopGraph.requests();
    const query = `mutation {
      rename(id: "p3", name: "Go") { ... on Game { value size { value } } }
      raise(sku: "s1", by: 1) { ... on Book { pages } }
      again: rename(id: "p1", name: "Ethics") { ... on Book { reviews { stars } } }
    }`;
    const { data } = await shopGraph.ask(planner, query);
    expect(data).toEqual({
      rename: { value: 7.5, size: { value: 5 } },
      raise: { pages: 120 },
      again: { reviews: [{ stars: 5 }, { stars: 1 }] },
    });
    const sent = shopGraph
      .requests()
      .map(({ service, query: text }) => (text.startsWith('mutation') ? 'mutation' : service));
    expect(sent).toEqual(['mutation', 'stock', 'social', 'mutation', 'catalogue', 'mutation', 'social']);
  });
});
