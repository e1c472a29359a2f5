import { checkVariables } from './check-variables';

const nested = (lists: number, items: number) => ({
  filter: { or: Array.from({ length: lists }, () => ({ and: Array.from({ length: items }, () => ({})) })) },
});

describe('Variables', () => {
  test('May contain 5,000 values in all, however they are nested', () => {
    // 2 for `filter` and `or`, and for each of 10 lists an object, the list and 497 items.
    expect(() => checkVariables(nested(10, 497))).not.toThrow();
    expect(() => checkVariables(nested(10, 498))).toThrow('The variables contain more than 5000 values');
    expect(() => checkVariables(nested(900, 300))).toThrow('The variables contain more than 5000 values');
  });

  test('May contain lists of 1,000 items and 32 levels', () => {
    expect(() => checkVariables({ ids: Array.from({ length: 1000 }, String) })).not.toThrow();
    expect(() => checkVariables({ ids: Array.from({ length: 1001 }, String) })).toThrow('has 1001 items');
    const levels = (count: number): unknown => (count === 0 ? 1 : [levels(count - 1)]);
    expect(() => checkVariables({ deep: levels(32) })).not.toThrow();
    expect(() => checkVariables({ deep: levels(33) })).toThrow('more than 32 levels deep');
  });
});
