import { comparePlaces, placeIn } from './error-path';

const data = { post: { mentions: [{ target: { name: 'a' } }, { target: null }, { target: null }] }, best: null };

describe('the place of an error', () => {
  test.each([
    [
      ['post', 'mentions', '@', 'target', 'name'],
      ['post', 'mentions', 1, 'target'],
    ],
    [
      ['post', 'mentions', 0, 'target', 'name'],
      ['post', 'mentions', 0, 'target', 'name'],
    ],
    [
      ['post', 'mentions', '@', 'missing'],
      ['post', 'mentions'],
    ],
    [['best', '@', 'title'], ['best']],
    [['post', '_entities', 'title'], ['post']],
    [['_entities'], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('%j is %j', (path, place) => {
    expect(placeIn(data, path)).toEqual(place);
  });

  test('is the root field where there is no answer at all', () => {
    expect(placeIn(null, ['posts', '@', 'title'])).toEqual(['posts']);
    expect(placeIn(undefined, ['posts', 'title'])).toEqual(['posts', 'title']);
  });
});

test('places are ordered as they are read', () => {
  const ordered = [undefined, ['a'], ['a', 2], ['a', 2, 'b'], ['a', 10], ['b']];
  expect(
    [ordered[4], ordered[3], ordered[5], ordered[1], ordered[2], ordered[0]].toSorted((one, other) =>
      comparePlaces(one, other),
    ),
  ).toEqual(
    // Array sorting puts undefined last by itself.
    [...ordered.slice(1), undefined],
  );
});
