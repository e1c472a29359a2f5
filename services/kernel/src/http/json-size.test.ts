import fc from 'fast-check';
import { isLargerThan } from './json-size';

test('No value is called larger than its JSON by more than a few bytes for each literal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const literals = JSON.stringify(value).split(/[,:[\]{}]/).length;
      expect(isLargerThan(value, Buffer.byteLength(JSON.stringify(value)) + 4 * literals)).toBe(false);
    }),
  );
});

test('A text that occurs many times counts each time', () => {
  const text = 'x'.repeat(1000);
  expect(isLargerThan({ list: Array.from({ length: 100 }, () => text) }, 99_000)).toBe(true);
  expect(isLargerThan({ list: Array.from({ length: 90 }, () => text) }, 99_000)).toBe(false);
});

test('The rest of a value that is too large is not read', () => {
  const read: number[] = [];
  const item = (n: number) => ({
    get text() {
      read.push(n);
      return 'x'.repeat(100);
    },
  });
  expect(
    isLargerThan(
      Array.from({ length: 1000 }, (_, n) => item(n)),
      1000,
    ),
  ).toBe(true);
  expect(read.length).toBeLessThan(12);
});
