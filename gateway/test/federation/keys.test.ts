import { federate, PLANNERS } from './support/federation';

const people = [
  { id: '1', email: 'a@example.org', tax: { country: 'FR', number: '11' }, name: 'Anna', age: 30 },
  { id: '2', email: null, tax: { country: 'BE', number: '22' }, name: 'Ben', age: 40 },
];

type Person = (typeof people)[number];
type Reference = { readonly id?: string; readonly email?: string; readonly tax?: Person['tax'] };

const found = ({ id, email, tax }: Reference): Person | null =>
  people.find(
    (person) => person.id === id || (email && person.email === email) || (tax && person.tax.number === tax.number),
  ) ?? null;

/** Each subgraph knows persons by other keys: single, several, composite and nested ones. */
const graph = federate({
  register: {
    sdl: `
      type Query { people: [Person]! nobody: Person unknown: Person }
      type Person @key(fields: "id") @key(fields: "email") { id: ID! email: String @shareable name: String }`,
    resolvers: {
      Query: { people: () => people, nobody: () => null, unknown: () => ({ id: 'unknown', name: 'Unknown' }) },
      Person: { __resolveReference: found },
    },
  },
  taxes: {
    sdl: `
      type Person @key(fields: "id") @key(fields: "tax { country number }") { id: ID! tax: Tax @shareable }
      type Tax @shareable { country: String! number: String! }`,
    resolvers: { Person: { __resolveReference: found } },
  },
  census: {
    sdl: `
      type Person @key(fields: "tax { country number }") { tax: Tax @shareable age: Int children: [Person!] }
      type Tax @shareable { country: String! number: String! }`,
    resolvers: {
      Person: {
        __resolveReference: found,
        children: ({ tax }: Person) => (tax.number === '11' ? [people[1]] : []),
      },
    },
  },
  mail: {
    sdl: `type Person @key(fields: "email") { email: String @shareable letters: Int }`,
    resolvers: {
      Person: { __resolveReference: ({ email }: Reference) => (email ? { email, letters: email.length } : null) },
    },
  },
});

describe.each(PLANNERS)('With the %s planner, an entity', (planner) => {
  test('is reached through another key of a subgraph between', async () => {
    expect(await graph.ask(planner, '{ people { name age } }')).toEqual({
      data: {
        people: [
          { name: 'Anna', age: 30 },
          { name: 'Ben', age: 40 },
        ],
      },
    });
  });

  test('of which a key is null has null fields in the subgraph of that key', async () => {
    expect((await graph.ask(planner, '{ people { name letters } }')).data).toEqual({
      people: [
        { name: 'Anna', letters: 13 },
        { name: 'Ben', letters: null },
      ],
    });
  });

  test('is reached again from a subgraph with another key', async () => {
    expect(await graph.ask(planner, '{ people { id children { id name tax { number } } } }')).toEqual({
      data: {
        people: [
          { id: '1', children: [{ id: '2', name: 'Ben', tax: { number: '22' } }] },
          { id: '2', children: [] },
        ],
      },
    });
  });

  test('that is null or unknown to another subgraph does no harm', async () => {
    expect((await graph.ask(planner, '{ nobody { age } unknown { name tax { number } } }')).data).toEqual({
      nobody: null,
      unknown: { name: 'Unknown', tax: null },
    });
  });

  test('keeps its keys where the client gives their names to other fields', async () => {
    const query = '{ people { id: name email: id tax: age name: letters __typename: email } }';
    expect((await graph.ask(planner, query)).data).toEqual({
      people: [
        { id: 'Anna', email: '1', tax: 30, name: 13, __typename: 'a@example.org' },
        { id: 'Ben', email: '2', tax: 40, name: null, __typename: null },
      ],
    });
  });

  test('is asked for once, wherever it is in the response', async () => {
    graph.requests();
    await graph.ask(planner, '{ a: people { age } b: people { age } }');
    for (const { variables } of graph.requests()) {
      for (const list of Object.values(variables)) {
        const texts = (list as unknown[]).map((item) => JSON.stringify(item));
        expect(texts).toEqual([...new Set(texts)]);
      }
    }
  });
});
