import { compareErrorPaths } from './error-path';

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
