import { compareErrorPaths, resolveErrorPath } from './error-path';

const data = { post: { mentions: [{ target: { name: 'a' } }, { target: null }, { target: null }] }, best: null };

describe('The path of an error', () => {
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
  ])('%j resolves to %j', (path, resolved) => {
    expect(resolveErrorPath(data, path)).toEqual(resolved);
  });

  test('is the root field if the response has no data', () => {
    expect(resolveErrorPath(null, ['posts', '@', 'title'])).toEqual(['posts']);
    expect(resolveErrorPath(undefined, ['posts', 'title'])).toEqual(['posts', 'title']);
  });
});

test('Paths sort parents before children and list items by index', () => {
  const sorted = [undefined, ['a'], ['a', 2], ['a', 2, 'b'], ['a', 10], ['b']];
  expect(
    [sorted[4], sorted[3], sorted[5], sorted[1], sorted[2], sorted[0]].toSorted((one, other) =>
      compareErrorPaths(one, other),
    ),
  ).toEqual(
    // Array sorting always puts undefined last.
    [...sorted.slice(1), undefined],
  );
});
