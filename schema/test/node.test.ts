import { type BothModes, openBothModes } from './support/graphs';

/** For each type with `Node`: a query whose first `id` is that of one object, and a field that its owner resolves. */
const SOURCES: Readonly<Record<string, readonly [query: string, field: string]>> = {
  Post: ['posts(first: 1) { nodes { id } }', 'title'],
  Comment: ['post(slug: "alter-mardis") { comments(first: 1) { nodes { id } } }', 'createdAt'],
  Topic: ['topics(first: 1) { nodes { id } }', 'slug'],
  EventSeries: ['eventSeries(first: 1) { nodes { id } }', 'name'],
  Member: ['members(first: 1) { nodes { id } }', 'handle'],
  Rating: ['post(slug: "alter-mardis") { ratings(first: 1) { nodes { id } } }', 'score'],
  Organisation: ['organisations(first: 1) { nodes { id } }', 'name'],
  Person: ['persons(first: 1) { nodes { id } }', 'name'],
  Programme: ['programmes(first: 1) { nodes { id } }', 'name'],
  Partnership: ['partnerships(first: 1) { nodes { id } }', 'name'],
  Fact: ['facts(first: 1) { nodes { id } }', 'version'],
  Source: ['sources(first: 1) { nodes { id } }', 'title'],
};
const FIELDS = Object.entries(SOURCES)
  .map(([type, [, field]]) => `... on ${type} { ${type}: ${field} }`)
  .join(' ');

describe('Refetching an object by its id', () => {
  let graphs: BothModes;
  beforeAll(async () => {
    graphs = await openBothModes();
  });
  afterAll(() => graphs.close());

  const idOf = async (type: string): Promise<string> => {
    const { text } = await graphs.execute(`{ ${SOURCES[type]?.[0]} }`);
    const id = /"id":"([^"]+)"/.exec(text)?.[1];
    if (id === undefined) throw new Error(`There is no ${type}: ${text}`);
    return id;
  };

  test('Every type with `Node` is in this test', async () => {
    const { data } = await graphs.execute<{ __type: { possibleTypes: { name: string }[] } }>(
      '{ __type(name: "Node") { possibleTypes { name } } }',
    );
    expect(data.__type.possibleTypes.map(({ name }) => name).toSorted()).toEqual(Object.keys(SOURCES).toSorted());
  });

  test.each(Object.keys(SOURCES))('Finds a %s, alone and in a list, with the fields of its owner', async (type) => {
    const id = await idOf(type);
    const query =
      'query ($id: ID!) { node(id: $id) { __typename id FIELDS } nodes(ids: [$id]) { __typename id FIELDS } }';
    const { data, errors } = await graphs.execute<{ node: object; nodes: object[] }>(
      query.replaceAll('FIELDS', FIELDS),
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.node).toEqual({ __typename: type, id, [type]: expect.anything() });
    expect(data.nodes).toEqual([data.node]);
  });

  test.each(['post', 'comment', 'topic', 'series', 'member', 'rating'])(
    'Gives null for an unknown id of type %s, as soon as a field of its owner is selected',
    async (prefix) => {
      const id = `${prefix}_00000000000000000000000000`;
      const query = `query ($id: ID!) { node(id: $id) { __typename ${FIELDS} } }`;
      const { data, errors } = await graphs.execute(query, { id });
      expect([data, errors]).toEqual([{ node: null }, undefined]);
    },
  );
});
