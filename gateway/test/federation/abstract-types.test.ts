import { federate, PLANNERS } from './support/federation';

/** Unions, interfaces and enums of which each subgraph knows a part. */
const graph = federate({
  a: {
    sdl: `
      type Query { results: [Result]! nodes: [Node!]! shelf: Shelf @shareable state: State states: [State!] }
      union Result = Book | Film
      interface Node { id: ID! }
      type Book implements Node @key(fields: "id") { id: ID! title: String @shareable }
      type Film implements Node @key(fields: "id") { id: ID! title: String @shareable }
      type Shelf @shareable { top: Result, label: String }
      enum State { OPEN CLOSED }`,
    resolvers: {
      Query: {
        results: () => [
          { __typename: 'Book', id: 'b1', title: 'B' },
          null,
          { __typename: 'Film', id: 'f1', title: 'F' },
        ],
        nodes: () => [
          { __typename: 'Film', id: 'f1', title: 'F' },
          { __typename: 'Book', id: 'b1', title: 'B' },
        ],
        shelf: () => ({ label: 'Shelf', top: { __typename: 'Book', id: 'b1', title: 'B' } }),
        state: () => 'OPEN',
        states: () => ['OPEN', 'CLOSED'],
      },
    },
  },
  b: {
    sdl: `
      union Result = Book | Song
      type Book @key(fields: "id") { id: ID! pages: Int related: [Result!] }
      type Song @key(fields: "id") { id: ID! seconds: Int title: String @shareable }
      type Film @key(fields: "id") { id: ID! minutes: Int }
      type Shelf @shareable { label: String }
      type Query { shelf: Shelf @shareable songs: [Song!]! }`,
    resolvers: {
      Query: { shelf: () => ({ label: 'Shelf' }), songs: () => [{ id: 's1', seconds: 60, title: 'S' }] },
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          pages: 10,
          related: [
            { __typename: 'Song', id: 's1', seconds: 60, title: 'S' },
            { __typename: 'Book', id: 'b2' },
          ],
        }),
        title: () => 'never asked',
      },
      Film: { __resolveReference: ({ id }: { id: string }) => ({ id, minutes: 90 }) },
    },
  },
});

describe.each(PLANNERS)('With the %s planner', (planner) => {
  test('a union collects fields of each member from the subgraph that has them', async () => {
    const query =
      '{ results { __typename ... on Book { title pages } ... on Film { title minutes } ... on Song { seconds } } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        results: [{ __typename: 'Book', title: 'B', pages: 10 }, null, { __typename: 'Film', title: 'F', minutes: 90 }],
      },
    });
  });

  test('a member that only the other subgraph knows is returned from there', async () => {
    const query =
      '{ results { ... on Book { related { __typename ... on Song { seconds title } ... on Book { id } } } } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        results: [
          {
            related: [
              { __typename: 'Song', seconds: 60, title: 'S' },
              { __typename: 'Book', id: 'b2' },
            ],
          },
          null,
          {},
        ],
      },
    });
  });

  test('an interface is answered by type, with one key for different fields', async () => {
    const query = '{ nodes { id ... on Book { size: pages } ... on Film { size: minutes } } }';
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        nodes: [
          { id: 'f1', size: 90 },
          { id: 'b1', size: 10 },
        ],
      },
    });
  });

  test('named fragments on the abstract type and on its members are merged', async () => {
    const query = `
      { nodes { ...All ...OfBook } }
      fragment All on Node { ... on Book { title } id ... on Film { id title } }
      fragment OfBook on Book { pages related { ... on Book { id } } }`;
    expect(await graph.ask(planner, query)).toEqual({
      data: {
        nodes: [
          { id: 'f1', title: 'F' },
          { title: 'B', id: 'b1', pages: 10, related: [{}, { id: 'b2' }] },
        ],
      },
    });
  });

  test('a shareable type is read where its fields are', async () => {
    expect(await graph.ask(planner, '{ shelf { label top { ... on Book { title pages } } } }')).toEqual({
      data: { shelf: { label: 'Shelf', top: { title: 'B', pages: 10 } } },
    });
  });

  test('the name of the root type is that of the API schema', async () => {
    expect(await graph.ask(planner, '{ __typename kind: __typename state }')).toEqual({
      data: { __typename: 'Query', kind: 'Query', state: 'OPEN' },
    });
  });
});

/** A field that two subgraphs share, whose union has one more member in one of them. */
const parts = federate({
  a: {
    sdl: `
      type Query { box: Box @shareable }
      type Box @shareable { content: Content, weight: Int }
      union Content = Book | Vase
      type Book @shareable { title: String }
      type Vase { height: Int }`,
    resolvers: { Query: { box: () => ({ content: { __typename: 'Book', title: 'B' }, weight: 1 }) } },
  },
  b: {
    sdl: `
      type Query { box: Box @shareable }
      type Box @shareable { content: Content, colour: String }
      union Content = Book
      type Book @shareable { title: String }`,
    resolvers: { Query: { box: () => ({ content: { __typename: 'Book', title: 'B' }, colour: 'red' }) } },
  },
});

test.each(PLANNERS)(
  'With the %s planner, a shared union may have a member that one subgraph does not know',
  async (planner) => {
    const query = '{ box { colour content { __typename ... on Vase { height } ... on Book { title } } } }';
    expect(await parts.ask(planner, query)).toEqual({
      data: { box: { colour: 'red', content: { __typename: 'Book', title: 'B' } } },
    });
  },
);

/** An enum of which one subgraph uses values that the other does not know. */
const enums = federate({
  a: {
    sdl: `
      type Query { users: [User!]! }
      enum Role { ADMIN MEMBER GHOST @inaccessible }
      type User @key(fields: "id") { id: ID! role: Role roles: [Role!] }`,
    resolvers: {
      Query: {
        users: () => [
          { id: '1', role: 'ADMIN', roles: ['ADMIN', 'MEMBER'] },
          { id: '2', role: 'GHOST', roles: ['ADMIN', 'GHOST'] },
        ],
      },
    },
  },
  b: {
    sdl: `
      enum Role { ADMIN MEMBER GHOST @inaccessible }
      type Query { byRole(role: Role = MEMBER): String }
      type Secret @inaccessible { id: ID! }
      type Open { id: ID! }
      union Thing = Secret | Open
      type User @key(fields: "id") { id: ID! things: [Thing] }`,
    resolvers: {
      Query: { byRole: (_: unknown, { role }: { role: string }) => role },
      User: {
        __resolveReference: ({ id }: { id: string }) => ({
          id,
          things: [
            { __typename: 'Open', id: 'o' },
            { __typename: 'Secret', id: 's' },
          ],
        }),
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner', (planner) => {
  test('an inaccessible enum value becomes null with an error, and so does a list that may not contain null', async () => {
    const { data, errors } = await enums.ask(planner, '{ users { id role roles } }');
    expect(data).toEqual({
      users: [
        { id: '1', role: 'ADMIN', roles: ['ADMIN', 'MEMBER'] },
        { id: '2', role: null, roles: null },
      ],
    });
    expect(errors?.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: ['users', 1, 'role'], message: 'The services returned no valid value of User.role.' },
      { path: ['users', 1, 'roles', 1], message: 'The services returned no valid value of User.roles.' },
    ]);
  });

  test('an object of an inaccessible type becomes null', async () => {
    expect((await enums.ask(planner, '{ users { things { __typename ... on Open { id } } } }')).data).toEqual({
      users: [1, 2].map(() => ({ things: [{ __typename: 'Open', id: 'o' }, null] })),
    });
  });

  test('an inaccessible value cannot be sent', async () => {
    await expect(enums.ask(planner, '{ byRole(role: GHOST) }')).rejects.toThrow('GHOST');
    const variables = await enums.ask(planner, 'query ($role: Role) { byRole(role: $role) }', { role: 'GHOST' });
    expect(variables.data).toBeUndefined();
    expect(variables.errors?.[0]?.message).toContain('GHOST');
  });
});
