import { byKey, combineLoaders, countedByKey, groupedByKey, loaderPerArguments } from './loader';

const rows = [
  { id: 'b', group: 'x' },
  { id: 'a', group: 'x' },
];

describe('Loaders', () => {
  test('fetch all keys of a tick at once, each key once, and return rows in the order of the keys', async () => {
    const fetched: (readonly string[])[] = [];
    const loader = byKey(
      async (ids: readonly string[]) => {
        fetched.push(ids);
        return rows.filter(({ id }) => ids.includes(id));
      },
      ({ id }) => id,
    );
    const found = await Promise.all(['a', 'none', 'b', 'a'].map((id) => loader.load(id)));
    expect(found.map((row) => row?.id ?? null)).toEqual(['a', null, 'b', 'a']);
    expect(fetched).toEqual([['a', 'none', 'b']]);
  });

  test('group rows in the order of the fetch, with an empty list or 0 for missing keys', async () => {
    const groups = groupedByKey(
      async () => rows,
      ({ group }) => group,
    );
    const [x, y] = await Promise.all([groups.load('x'), groups.load('y')]);
    expect(x?.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(y).toEqual([]);
    const counts = countedByKey(async () => [{ key: 'x', count: '2' }]);
    expect(await counts.loadMany(['x', 'y'])).toEqual([2, 0]);
  });

  test('are combined from several groups', () => {
    const combined = combineLoaders({ one: 1 }, { two: 'b' }, { three: [3] });
    expect(combined).toEqual({ one: 1, two: 'b', three: [3] });
    expect(combined.two.length + combined.three.length).toBe(2);
  });

  test('are created once for each set of arguments', () => {
    const loaders = loaderPerArguments(({ first }: { first: number }) => ({ first }));
    expect(loaders({ first: 1 })).toBe(loaders({ first: 1 }));
    expect(loaders({ first: 1 })).not.toBe(loaders({ first: 2 }));
  });
});
