import { federate } from './support/federation';

const tags = Array.from({ length: 40 }, (_, index) => ({ id: `tag-${index}` }));
const pass = { __resolveReference: (reference: unknown) => reference };

/** Every tag leads to every tag, through two subgraphs in turn: 40 entities have 40ⁿ places. */
const graph = federate({
  a: {
    sdl: `type Query { tags: [Tag!]! } type Tag @key(fields: "id") { id: ID! left: [Tag!]! }`,
    resolvers: { Query: { tags: () => tags }, Tag: { ...pass, left: () => tags } },
  },
  b: {
    sdl: `type Tag @key(fields: "id") { id: ID! right: [Tag!]! }`,
    resolvers: { Tag: { ...pass, right: () => tags } },
  },
});

test('A response of which 40 entities have 100 million places is refused without being built', async () => {
  graph.requests();
  const query = '{ tags { right { left { right { left { id } } } } } }';
  await expect(graph.ask('hive', query)).rejects.toThrow('The response has more than 10000000 characters.');
  for (const { variables } of graph.requests()) {
    for (const list of Object.values(variables)) expect((list as unknown[]).length).toBeLessThanOrEqual(40);
  }
});

test('A response in which entities have many places is complete', async () => {
  const { data, errors } = await graph.ask('hive', '{ tags { right { left { id } } } }');
  expect(errors).toBeUndefined();
  const left = { left: tags };
  const right = { right: tags.map(() => left) };
  // As text, because comparing 64,000 objects one by one takes long.
  expect(JSON.stringify(data)).toBe(JSON.stringify({ tags: tags.map(() => right) }));
});
