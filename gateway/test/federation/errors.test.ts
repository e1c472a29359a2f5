import { federate, PLANNERS } from './support/federation';

const refuse = (message: string) => (): never => {
  throw new Error(message);
};

const ids = ['1', '2', '1', '3'];

/** Fields that fail in an entity, and values that do not match the schema. */
const graph = federate({
  list: {
    sdl: `
      type Query { items: [Item]! strict: [Item!]! one: Item must: Item! wrong: Wrong }
      type Item @key(fields: "id") { id: ID! }
      scalar Any
      type Wrong { number: Int text: String flag: Boolean list: [Int] object: Item any: Any strictList: [Int!] }`,
    resolvers: {
      Query: {
        items: () => ids.map((id) => ({ id })),
        strict: () => ids.map((id) => ({ id })),
        one: () => ({ id: '2' }),
        must: () => ({ id: '2' }),
        wrong: () => ({ number: 1, text: 'a', flag: true, list: [1, null], any: { deep: [1] }, strictList: [1, 2] }),
      },
    },
  },
  details: {
    sdl: `type Item @key(fields: "id") { id: ID! title: String must: String! inner: Inner! }
      type Inner { value: Int! }`,
    resolvers: {
      Item: {
        __resolveReference: ({ id }: { id: string }) => (id === '3' ? null : { id }),
        title: ({ id }: { id: string }) => (id === '1' ? refuse('No title.')() : 'Title'),
        must: ({ id }: { id: string }) => (id === '1' ? refuse('No value.')() : 'value'),
        inner: () => ({ value: 1 }),
      },
    },
  },
});

describe.each(PLANNERS)('With the %s planner', (planner) => {
  test('an error of an entity is reported at each of its places', async () => {
    const { data, errors } = await graph.ask(planner, '{ x: items { y: title } }');
    expect(data).toEqual({ x: [{ y: null }, { y: 'Title' }, { y: null }, { y: null }] });
    expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
      { message: 'No title.', path: ['x', 0, 'y'] },
      { message: 'No title.', path: ['x', 2, 'y'] },
    ]);
  });

  test('a null of a non-null field moves up to the nearest field that may be null', async () => {
    const { data, errors } = await graph.ask(planner, '{ items { id must } }');
    expect(data).toEqual({ items: [null, { id: '2', must: 'value' }, null, null] });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['items', 0, 'must'],
      ['items', 2, 'must'],
    ]);
  });

  test('a null in a list of non-null items makes the response null if nothing above may be null', async () => {
    const { data, errors } = await graph.ask(planner, '{ strict { must } }');
    expect(data).toBeNull();
    expect(errors?.length).toBeGreaterThan(0);
  });

  test('an entity that a subgraph does not know has null fields, and is null itself if one may not be null', async () => {
    expect((await graph.ask(planner, '{ items { title } }')).errors).toHaveLength(2);
    const { data, errors } = await graph.ask(planner, '{ items { inner { value } } }');
    const known = { inner: { value: 1 } };
    expect(data).toEqual({ items: [known, known, known, null] });
    expect(errors).toBeUndefined();
  });

  test('one null is one error', async () => {
    const { data, errors } = await graph.ask(planner, '{ items { id must title inner { value } } }');
    expect((data as { items: unknown[] }).items[1]).toEqual({
      id: '2',
      must: 'value',
      title: 'Title',
      inner: { value: 1 },
    });
    const paths = errors?.map(({ path }) => JSON.stringify(path)) ?? [];
    expect(paths).toEqual([...new Set(paths)]);
  });

  test('a custom scalar is passed on as it is', async () => {
    expect((await graph.ask(planner, '{ wrong { any list strictList } }')).data).toEqual({
      wrong: { any: { deep: [1] }, list: [1, null], strictList: [1, 2] },
    });
  });
});
