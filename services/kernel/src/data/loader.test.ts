import { byKey, countedByKey, groupedByKey, loaderPerArguments } from './loader';

const rows = [
  { id: 'b', group: 'x' },
  { id: 'a', group: 'x' },
];

describe('loaders', () => {
  test('ask once for all keys of a tick, each key once, and answer in the order asked', async () => {
    const asked: (readonly string[])[] = [];
    const loader = byKey(
      async (ids: readonly string[]) => {
        asked.push(ids);
        return rows.filter(({ id }) => ids.includes(id));
      },
      ({ id }) => id,
    );
    const found = await Promise.all(['a', 'none', 'b', 'a'].map((id) => loader.load(id)));
    expect(found.map((row) => row?.id ?? null)).toEqual(['a', null, 'b', 'a']);
    expect(asked).toEqual([['a', 'none', 'b']]);
  });

  test('group rows, keep the order of the fetch, and fill gaps', async () => {
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

  test('are one for each set of arguments', () => {
    const loaders = loaderPerArguments(({ first }: { first: number }) => ({ first }));
    expect(loaders({ first: 1 })).toBe(loaders({ first: 1 }));
    expect(loaders({ first: 1 })).not.toBe(loaders({ first: 2 }));
  });
});
