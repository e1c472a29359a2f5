import { isStorable, toStorableText, unstorablePart } from './storable-text';

describe('Storable text', () => {
  test.each([
    ['a\0b', 'a NUL character (U+0000)'],
    ['\ud83d', 'half of a surrogate pair'],
    ['\udc00\ud83d', 'half of a surrogate pair'],
  ])('states what cannot be stored in %j', (text, part) => {
    expect(unstorablePart(text)).toBe(part);
    expect(isStorable({ list: [{ deep: text }] })).toBe(false);
    expect(isStorable({ [text]: 1 })).toBe(false);
    expect(unstorablePart(toStorableText(text))).toBeNull();
  });

  test.each(['', 'é', '🚲', '\\u0000', '\n\u2028'])('accepts %j unchanged', (text) => {
    expect(unstorablePart(text)).toBeNull();
    expect(isStorable([{ text }, null, 1, new Date(0)])).toBe(true);
    expect(toStorableText(text)).toBe(text);
  });

  test('checks deeply nested values without recursion', () => {
    let value: unknown = 'x\0';
    for (let depth = 0; depth < 100_000; depth += 1) value = [value];
    expect(isStorable(value)).toBe(false);
  });
});
