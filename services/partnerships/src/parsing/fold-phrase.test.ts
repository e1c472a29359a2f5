import { foldText } from '@wizness/kernel';
import fc from 'fast-check';
import { parseDatePhrase } from './dates/date-phrase';
import { foldPhrase } from './fold-phrase';
import { parseQuantity } from './numbers/quantity';

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCodePoint(character.charCodeAt(0) + 0xfee0));

/** Spellings that the folding of names and search takes for the same text. */
const SPELLINGS: readonly (readonly [string, (text: string) => string])[] = [
  ['no-break spaces', (text) => text.replaceAll(' ', '\u00a0')],
  ['narrow no-break spaces', (text) => text.replaceAll(' ', '\u202f')],
  ['ideographic spaces', (text) => text.replaceAll(' ', '\u3000')],
  ['soft hyphens', (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, '\u00ad')],
  ['joiners without a width', (text) => text.replace(/(?<=\p{L})(?=\p{L})/gu, '\u2060')],
  ['decomposed accents (NFD)', (text) => text.normalize('NFD')],
  ['typographic apostrophes (U+2019)', (text) => text.replaceAll("'", '’')],
  ['letter apostrophes (U+02BC)', (text) => text.replaceAll("'", '\u02bc')],
  ['turned commas (U+02BB)', (text) => text.replaceAll("'", '\u02bb')],
  ['full width', fullWidth],
  ['hyphens that do not break', (text) => text.replaceAll('-', '\u2011')],
  ['small hyphens (U+FE63)', (text) => text.replaceAll('-', '\ufe63')],
];

const NUMBERS = [
  ["près d'une centaine de bénévoles", '~100'],
  ["3 milliers d'euros", '3000 EUR'],
  ['vingt-deux élèves', '22'],
  ["jusqu'à 1 200 vélos", '..1200'],
  ["deux douzaines d'oeufs", '~24'],
  ['45,5 %', '0.455 1'],
] as const;

const DATES = [
  ['du 3 juillet au 5 août 2012', ['2012-07-03/2012-08-05']],
  ["l'année 1998", ['1998']],
  ['1er février 2010', ['2010-02-01']],
  ["l'été 2011", ['2011', 'AMBIGUOUS_DATE']],
] as const;

const quantity = (phrase: string): string => {
  const { amount, lower, upper, approximate, unitHint } = parseQuantity(phrase, 'fr');
  const number = amount ?? `${lower ?? ''}..${upper ?? ''}`;
  return [`${approximate ? '~' : ''}${number}`, unitHint].filter((part) => part !== null).join(' ');
};
const date = (phrase: string) => {
  const { date: read, issues } = parseDatePhrase(phrase, 'fr');
  return [read.edtf, ...issues.map(({ code }) => code)];
};

describe.each(SPELLINGS)('A phrase with %s', (_, spell) => {
  test.each(NUMBERS)('is the same number: %s', (phrase, expected) => {
    expect([quantity(phrase), quantity(spell(phrase))]).toEqual([expected, expected]);
  });

  test.each(DATES)('is the same date: %s', (phrase, expected) => {
    expect([date(phrase), date(spell(phrase))]).toEqual([expected, expected]);
  });
});

test.each([
  ["deux douzaines d'œufs", "deux douzaines d'oeufs"],
  ['3 CŒURS', '3 COEURS'],
  ['12 Straßen', '12 Strassen'],
  ['5 Øre et 2 złoty', '5 Ore et 2 zloty'],
  ['20 ﬁlles', '20 filles'],
  ['20 Logan®', '20 Logan'],
])('"%s" is folded as names are: %s', (phrase, expected) => {
  expect(foldPhrase(phrase)).toBe(expected);
  expect(foldText(phrase)).toBe(foldText(expected));
});

test.each([
  ['2 à 3', '2 à 3'],
  ['15 M€ de May', '15 M€ de May'],
  ['10²', '10^2'],
  ['2½', '2 1/2'],
  ['①', '①'],
  ['Ⅳ', 'Ⅳ'],
  ['1\u0336 2', '1\u0336 2'],
  ['1¨000', '1¨000'],
  ['1㏠', '1㏠'],
  ['٤٢', '42'],
])('"%s" keeps what changes its value: "%s"', (phrase, expected) => {
  expect(foldPhrase(phrase)).toBe(expected);
});

const phrases = fc.string({ unit: 'grapheme', maxLength: 12 });

test('Folding again changes nothing', () => {
  fc.assert(
    fc.property(phrases, (phrase) => {
      const folded = foldPhrase(phrase);
      expect(foldPhrase(folded)).toBe(folded);
    }),
    { numRuns: 2000 },
  );
});

test('A phrase without numerals says the same to names and search after folding', () => {
  // Digits of other scripts, superscripts and fractions have values of their own.
  const plain = phrases
    .map((phrase) => phrase.normalize('NFC'))
    .filter((phrase) => !/\p{N}|[\u0300-\u036f]/u.test(phrase));
  fc.assert(
    fc.property(plain, (phrase) => {
      expect(foldText(foldPhrase(phrase)).trim()).toBe(foldText(phrase).trim());
    }),
    { numRuns: 2000 },
  );
});
