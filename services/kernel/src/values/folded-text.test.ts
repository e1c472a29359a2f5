import fc from 'fast-check';
import { foldText, foldWithOffsets } from './folded-text';

test.each([
  ['L’Œuvre du Matin', 'l\u02bcoeuvre du matin'],
  ['Les Finances Douces', 'Les \ufb01nances Douces'],
  ['RucheVive', 'Ruche\u00adVive'],
  ['Bjørnvik Énergie', 'BJORNVIK ENERGIE'],
  ['Łukowa Zieleń', 'Lukowa Zielen'],
  ['Straße', 'STRASSE'],
  ['İstanbul', 'istanbul'],
  ['Énergie', 'E\u0301nergie'],
  ['Voiture & Co', 'Voiture\u00a0&\u202fCo'],
  ['avant-projet', 'avant\u2011projet'],
  ['« oui »', '" oui "'],
  ['Ｗｉｚｎｅｓｓ', 'Wizness'],
  ['Sigmaς', 'sigmaσ'],
  ['a  b\n c', 'a b c'],
  ['Mobiliz™', 'Mobiliz'],
  ['a\u200bb\ufe0f', 'ab'],
  ['Ruche\ufeffVive', 'RucheVive'],
  ['L\ua78cÉtabli', "L'Établi"],
  ['Ƶuk', 'Zuk'],
  ['Ɫódź', 'Lodz'],
  ['Ɨle Ɍouge', 'Ile Rouge'],
  ['½ Lune', '1/2 Lune'],
  ['ŉ', "'n"],
])('"%s" and "%s" are compared as equal', (one, other) => {
  expect(foldText(one)).toBe(foldText(other));
});

test.each([
  ['T&T', 'TT'],
  ['1 200', '1200'],
  ['कि', 'क'],
  ['ou', 'où '],
])('"%s" and "%s" are compared as different', (one, other) => {
  expect(foldText(one)).not.toBe(foldText(other));
});

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('œ', 'é', 'e\u0301', '’', ' ', '\u00ad', 'ﬁ', 'ß', 'İ', 'ø', '𝔸', '\u0301', 'a'), {
      maxLength: 20,
    })
    .map((parts) => parts.join('')),
);

test('Folding twice is folding once', () => {
  fc.assert(
    fc.property(texts, (text) => expect(foldText(foldText(text))).toBe(foldText(text))),
    { numRuns: 2000 },
  );
});

test('The offsets of every part of a folded text give a part of the original that folds to it', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.nat(), (original, one, other) => {
      const { text, starts, ends } = foldWithOffsets(original);
      expect([starts.length, ends.length]).toEqual([text.length, text.length]);
      if (text.length === 0) return;
      const [from, to] = [one % text.length, other % text.length].toSorted((a, b) => a - b) as [number, number];
      const part = original.slice(starts[from], ends[to]);
      expect(foldText(part)).toContain(text.slice(from, to + 1));
      expect(starts.every((start, index) => index === 0 || start >= (starts[index - 1] ?? 0))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('Folding a text of half a million combining marks is linear in its length', () => {
  // NFC and NFKD order combining marks, which takes a time that grows with the square of their number.
  const hostile = `a${'\u0315\u0300'.repeat(250_000)}`;
  expect(foldText(hostile)).toBe('a');
});
