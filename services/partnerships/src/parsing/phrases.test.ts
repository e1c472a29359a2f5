import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuzzyDate } from '@wizness/kernel';
import { parseDatePhrase } from './dates/date-phrase';
import { parseQuantity } from './numbers/quantity';

const PUBLISHED = FuzzyDate.fromEdtf('2012-09-20');

const phrasesIn = (file: string): string[][] =>
  readFileSync(join(__dirname, '..', '..', 'test', 'support', 'phrases', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));

const codesOf = (issues: readonly { readonly code: string }[]): string[] =>
  [...new Set(issues.map(({ code }) => code))].toSorted();

const readNumber = (phrase: string, lang: string): string => {
  const { amount, lower, upper, approximate, presence, unitHint, issues } = parseQuantity(phrase, lang);
  const numbers = amount ?? `${lower ?? ''}..${upper ?? ''}`;
  const value = { VALUE: [`${approximate ? '~' : ''}${numbers}`, unitHint], NONE: ['NONE'], UNKNOWN: [] }[presence];
  return [...value, ...codesOf(issues)].filter((part) => part !== null).join(' ');
};

const readDate = (phrase: string, lang: string): string => {
  const { date, issues } = parseDatePhrase(phrase, lang, { published: PUBLISHED });
  return [date.edtf, ...codesOf(issues)].join(' ');
};

describe('Phrases as an analyst reads them', () => {
  test.each(phrasesIn('numbers.txt'))('The number phrase (%s) "%s" is read as: %s', (lang, phrase, expected) => {
    expect(readNumber(phrase, lang)).toBe(expected);
  });

  test.each(phrasesIn('dates.txt'))('The date phrase (%s) "%s" is read as: %s', (lang, phrase, expected) => {
    expect(readDate(phrase, lang)).toBe(expected);
  });
});
