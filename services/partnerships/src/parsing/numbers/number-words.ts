import type { QuoteLanguage } from '../quotes/quote-language';

const FRENCH_UNITS =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const FRENCH_TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];
const ENGLISH_UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('-');

const frenchBelowHundred = (n: number): string => {
  if (n < 20) return FRENCH_UNITS[n] ?? '';
  if (n === 80) return 'quatre-vingts';
  const tens = FRENCH_TENS[Math.floor(n / 10)];
  // Soixante-dix and quatre-vingt-dix count on from sixty and eighty.
  const unit = n >= 60 ? n % 20 : n % 10;
  if (unit === 0) return tens ?? '';
  return joined(tens, (unit === 1 || unit === 11) && n < 80 ? 'et' : '', FRENCH_UNITS[unit]);
};

const frenchBelowThousand = (n: number): string => {
  const hundreds = Math.floor(n / 100);
  if (hundreds === 0) return frenchBelowHundred(n);
  const rest = n % 100;
  const cent = joined(hundreds > 1 ? FRENCH_UNITS[hundreds] : '', hundreds > 1 && rest === 0 ? 'cents' : 'cent');
  return rest ? joined(cent, frenchBelowHundred(rest)) : cent;
};

const englishBelowHundred = (n: number): string =>
  n < 20 ? (ENGLISH_UNITS[n] ?? '') : joined(ENGLISH_TENS[Math.floor(n / 10)], n % 10 ? ENGLISH_UNITS[n % 10] : '');

const englishBelowThousand = (n: number): string => {
  const hundreds = Math.floor(n / 100);
  if (hundreds === 0) return englishBelowHundred(n);
  const rest = n % 100;
  return joined(ENGLISH_UNITS[hundreds], 'hundred', rest ? englishBelowHundred(rest) : '');
};

/** Spelling and reading share one table: what can not be spelt is not read, so "deux trois" is no 5. */
const tableOf = (spell: (n: number) => string): ReadonlyMap<string, number> =>
  new Map(Array.from({ length: 1000 }, (_, n) => [spell(n), n]));

const BELOW_THOUSAND: Record<QuoteLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([...tableOf(frenchBelowThousand), ['une', 1]]),
  en: tableOf(englishBelowThousand),
};

/** French collective nouns name about so many. */
const COLLECTIVES: Record<QuoteLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([
    ['demi-douzaine', 6],
    ['huitaine', 8],
    ['dizaine', 10],
    ['douzaine', 12],
    ['quinzaine', 15],
    ['vingtaine', 20],
    ['trentaine', 30],
    ['quarantaine', 40],
    ['cinquantaine', 50],
    ['soixantaine', 60],
    ['centaine', 100],
    ['millier', 1000],
  ]),
  en: new Map([
    ['half-a-dozen', 6],
    ['dozen', 12],
  ]),
};

export type SpeltNumber = { readonly value: number; readonly approximate: boolean; readonly length: number };

const readCollective = (words: string, lang: QuoteLanguage): Omit<SpeltNumber, 'length'> | null => {
  const whole = COLLECTIVES[lang].get(words);
  if (whole !== undefined) return { value: whole, approximate: true };
  const match = /^(.+?)-(\S+?)s?$/.exec(words);
  const size = match && COLLECTIVES[lang].get(match[2] ?? '');
  const times = match && BELOW_THOUSAND[lang].get(match[1] ?? '');
  return size && times ? { value: size * times, approximate: true } : null;
};

const readExact = (words: string, lang: QuoteLanguage): number | null => {
  const table = BELOW_THOUSAND[lang];
  const simple = table.get(words);
  if (simple !== undefined) return simple;
  const match = (lang === 'fr' ? /^(?:(.+)-)?mille(?:-(.+))?$/ : /^(.+)-thousand(?:-(.+))?$/).exec(words);
  if (!match) return null;
  // Before "mille", quatre-vingts and deux cents lose their s.
  const thousands = match[1] === undefined ? 1 : (table.get(match[1]) ?? table.get(`${match[1]}s`));
  const rest = match[2] === undefined ? 0 : table.get(match[2]);
  return thousands && rest !== undefined ? thousands * 1000 + rest : null;
};

/** One way of writing for many: hyphens throughout, "one" for the article, no "and" after hundred and thousand. */
const normalised = (words: string, lang: QuoteLanguage): string => {
  const hyphenated = words.replace(/[ -]+/g, '-');
  if (lang === 'fr') return hyphenated;
  return hyphenated.replace(/^an?-(?=hundred|thousand|dozen)/, 'one-').replace(/(hundred|thousand)-and-/g, '$1-');
};

/** Longest number in words at the front of a folded phrase, with how many characters it takes; null if there is none. */
export const readNumberWords = (text: string, lang: QuoteLanguage): SpeltNumber | null => {
  const ends = [...text.matchAll(/\p{L}+(?:'\p{L}+)?/gu)].slice(0, 12).map((match) => match.index + match[0].length);
  for (const length of ends.reverse()) {
    const words = text.slice(0, length).toLowerCase();
    if (!/^[\p{L} -]+$/u.test(words)) continue;
    const spelling = normalised(words, lang);
    const collective = readCollective(spelling, lang);
    if (collective) return { ...collective, length };
    const value = readExact(spelling, lang);
    if (value !== null) return { value, approximate: false, length };
  }
  return null;
};

/** Whether a number in words stands anywhere in a folded phrase, but for "one", which is an article as often. */
export const holdsNumberWords = (text: string, lang: QuoteLanguage): boolean =>
  text.split(/[^\p{L}-]+/u).some((word) => readNumberWords(word, lang) !== null && !/^(?:une?|one)$/i.test(word));
