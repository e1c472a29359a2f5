import { federate, PLANNERS } from './support/federation';

interface Key {
  readonly id: string;
}
const pass = { __resolveReference: (reference: unknown) => reference };

/** Entities that contain one another, through an interface. */
const circular = federate({
  a: {
    sdl: `type Query { node: Node }
      interface Node { id: ID! next: Node }
      type Left implements Node @key(fields: "id") { id: ID! next: Node }
      type Right implements Node @key(fields: "id") { id: ID! next: Node }`,
    resolvers: {
      Query: { node: () => ({ __typename: 'Left', id: '1' }) },
      Left: { next: ({ id }: Key) => ({ __typename: 'Right', id: `${id}r` }) },
      Right: { next: ({ id }: Key) => (id.length > 3 ? null : { __typename: 'Left', id: `${id}l` }) },
    },
  },
  b: {
    sdl: `type Left @key(fields: "id") { id: ID! left: String } type Right @key(fields: "id") { id: ID! right: String }`,
    resolvers: {
      Left: { ...pass, left: ({ id }: Key) => `left ${id}` },
      Right: { ...pass, right: ({ id }: Key) => `right ${id}` },
    },
  },
});

test.each(PLANNERS)(
  'With the %s planner, entities that contain one another are filled at each level',
  async (planner) => {
    const query = `{ node { ...F next { ...F next { ...F next { ...F next { id } } } } } }
    fragment F on Node { id ... on Left { left } ... on Right { right } }`;
    expect(await circular.ask(planner, query)).toEqual({
      data: {
        node: {
          id: '1',
          left: 'left 1',
          next: {
            id: '1r',
            right: 'right 1r',
            next: { id: '1rl', left: 'left 1rl', next: { id: '1rlr', right: 'right 1rlr', next: null } },
          },
        },
      },
    });
  },
);
