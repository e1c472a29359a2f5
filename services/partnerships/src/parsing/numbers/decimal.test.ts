import fc from 'fast-check';
import { compareDecimals, shiftDecimal } from './decimal';

test.each([
  ['60', -2, '0.60'],
  ['5', -2, '0.05'],
  ['47.6', -2, '0.476'],
  ['100', -2, '1.00'],
  ['-5', -2, '-0.05'],
  ['1.25', 9, '1250000000'],
  ['1.25', 1, '12.5'],
  ['0.05', 2, '5'],
  ['0', 3, '0'],
])('%s shifted by %i places is %s', (value, places, shifted) => {
  expect(shiftDecimal(value, places)).toBe(shifted);
});

test('Decimals are ordered by value, not as text', () => {
  expect(compareDecimals('9', '30')).toBeLessThan(0);
  expect(compareDecimals('1.50', '1.5')).toBe(0);
  expect(compareDecimals('-2', '-10')).toBeGreaterThan(0);
});

test('Shifting there and back keeps the value', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.integer({ min: 0, max: 12 }),
      (value, places) => {
        expect(compareDecimals(shiftDecimal(shiftDecimal(String(value), -places), places), String(value))).toBe(0);
      },
    ),
  );
});
