import fc from 'fast-check';
import { excerptOf, readingMinutesOf } from './excerpt';

describe('The excerpt of a text', () => {
  test.each([
    ['Un texte\n\ncourt.', 200, 'Un texte court.'],
    ['Un texte plus long', 9, 'Un texte…'],
    ['Un texte, plus long', 11, 'Un texte…'],
    ['Anticonstitutionnellement', 5, 'Anti…'],
    ['👩‍👩‍👧‍👦 famille', 5, '…'],
    ['', 10, ''],
  ])('%j with at most %i code points is %j', (text, length, expected) => {
    expect(excerptOf(text, length)).toBe(expected);
  });

  test('Is never longer than asked, and is a beginning of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 1, max: 1000 }),
        (text, length) => {
          const excerpt = excerptOf(text, length);
          expect([...excerpt].length).toBeLessThanOrEqual(length);
          const line = text.replace(/\s+/g, ' ').trim();
          expect(excerpt === line || line.startsWith(excerpt.slice(0, -1))).toBe(true);
        },
      ),
    );
  });

  test.each([0, -1, 1001])('Is refused with the length %i', (length) => {
    expect(() => excerptOf('text', length)).toThrow(/`length` must be 1 to 1000/);
  });
});

test('The reading time counts 200 words a minute, rounded up', () => {
  expect([0, 1, 200, 201].map((count) => readingMinutesOf('mot '.repeat(count)))).toEqual([0, 1, 1, 2]);
});
