import { lineProblem, normaliseLine, paragraphsProblem } from './display-text';

const MAX = 80;

describe('A line of text', () => {
  test.each([
    ['a name with accents', 'Léa d’Ès'],
    ['decomposed accents', 'Le\u0301a'],
    ['Vietnamese, decomposed', 'Nguye\u0302\u0303n'],
    ['pointed Hebrew', 'בְּרֵאשִׁ֖ית'],
    ['Persian with a non-joiner', 'می\u200cخواهم'],
    ['Devanagari with a joiner', 'क्\u200dष'],
    ['Hangul', '김민준'],
    ['an emoji of several characters', 'Léa 👩🏽\u200d🚀 ❤️\u200d🔥'],
    ['digits', '2026'],
  ])('%s is valid', (_, text) => expect(lineProblem(text, MAX)).toBeNull());

  test.each([
    ['nothing', ''],
    ['spaces', ' \u00a0 '],
    ['punctuation only', '!!!'],
    ['Hangul fillers', '\u3164\u3164'],
    ['Hangul choseong fillers', '\u115f\u1160'],
    ['a halfwidth filler after a name', 'Léa\uffa0'],
    ['blank Braille patterns', 'Léa\u2800'],
    ['zero-width spaces', 'Léa\u200b'],
    ['a combining grapheme joiner', 'Le\u034fa'],
    ['a joiner after a Latin letter', 'Le\u200da'],
    ['a non-joiner at the end', 'می\u200c'],
    ['two joiners', 'क्\u200d\u200dष'],
    ['a variation selector after a letter', 'Le\ufe0fa'],
    ['an ideographic variation selector', '葛\u{e0100}'],
    ['a right-to-left override', 'Léa\u202eMarchand'],
    ['an isolate', 'Léa\u2066Marchand'],
    ['a right-to-left mark', 'Léa\u200f'],
    ['a byte order mark inside', 'Le\ufeff\u2060a'],
    ['a control character', 'Léa\u0007'],
    ['a NUL', 'Léa\0'],
    ['half of a surrogate pair', 'Léa\ud800'],
    ['a private character', 'Léa\ue000'],
    ['a letter with sixty marks', `a${'\u0315'.repeat(60)}`],
    ['sixty marks of two kinds', `a${'\u0315\u0300'.repeat(30)}`],
    ['81 characters', 'x'.repeat(81)],
  ])('%s is refused', (_, text) => expect(lineProblem(text, MAX)).not.toBeNull());

  test('It is stored composed, with single spaces', () => {
    expect(normaliseLine('  Le\u0301a\t \u00a0Marchand ', MAX)).toBe('Léa Marchand');
  });

  test('A text far above the limit is never normalised', () => {
    const bomb = `a${'\u0315\u0300'.repeat(250_000)}`;
    const normalize = jest.spyOn(String.prototype, 'normalize');
    expect(lineProblem(bomb, MAX)).toBe('Use at most 80 characters.');
    expect(paragraphsProblem(bomb, 2000)).toBe('Use at most 2000 characters.');
    expect(() => normaliseLine(bomb, MAX)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
    expect(normalize).not.toHaveBeenCalled();
    normalize.mockRestore();
  });
});

describe('Paragraphs', () => {
  test.each(['', 'One.\n\tTwo.\r\nThree.', '!!!'])('%j is valid', (text) =>
    expect(paragraphsProblem(text, 20)).toBeNull(),
  );

  test.each(['One.\u202eTwo', 'a\0b', '\u3164', `a${'\u0315'.repeat(9)}`, 'x'.repeat(21)])('%j is refused', (text) =>
    expect(paragraphsProblem(text, 20)).not.toBeNull(),
  );
});
