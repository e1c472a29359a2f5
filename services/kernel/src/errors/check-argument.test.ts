import { checkDateRange, checkId, checkIds, checkKnown, checkList, checkSearchText } from './check-argument';

const refused = (argument: readonly string[], accepted: readonly string[]) =>
  expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument, accepted } });

describe('A bad argument is refused with its path and what is accepted', () => {
  test.each([
    [
      'a list over 100',
      () => checkList(Array(101).fill('x'), ['filter', 'ids']),
      ['filter', 'ids'],
      ['0 to 100 items'],
    ],
    ['a text over 500', () => checkSearchText('x'.repeat(501), ['text']), ['text'], ['0 to 500 characters']],
    [
      'an inverted range',
      () => checkDateRange({ from: '2015-01-01', to: '2012-01-01' }, ['filter', 'due']),
      ['filter', 'due'],
      ['`from` not after `to`'],
    ],
    ['an id of another type', () => checkId('post_01h45y7zj2fxmbzw9k5y6s3q4d', ['org'], ['id']), ['id'], ['org_…']],
    [
      'an unknown value',
      () => checkKnown({ what: 'unit', argument: ['filter', 'unit'], given: ['euro'], known: ['t', 'EUR', 'person'] }),
      ['filter', 'unit'],
      ['EUR', 't', 'person'],
    ],
  ])('%s', (_, check, argument, accepted) => {
    expect(check).toThrow(refused(argument, accepted));
  });

  test('Values at the bounds, open ranges, known values and texts that are no ids pass', () => {
    const list = Array(100).fill('x');
    expect(checkList(list, ['ids'])).toBe(list);
    expect(checkSearchText('x'.repeat(500), ['text'])).toHaveLength(500);
    for (const range of [{}, { from: '2015-01-01' }, { from: '2015-01-01', to: '2015-01-01' }]) {
      expect(checkDateRange(range, ['due'])).toBe(range);
    }
    expect(() => checkIds(['no id', '', 'org_01h45y7zj2fxmbzw9k5y6s3q4d'], ['org'], ['ids'])).not.toThrow();
    expect(() => checkKnown({ what: 'unit', argument: ['unit'], given: ['t'], known: ['t'] })).not.toThrow();
  });

  test('The message shows at most 100 characters of an unknown value', () => {
    const check = () => checkKnown({ what: 'unit', argument: ['unit'], given: ['x'.repeat(9_000)], known: ['t'] });
    expect(check).toThrow(`There is no unit "${'x'.repeat(100)}". The nearest are: t.`);
  });
});
