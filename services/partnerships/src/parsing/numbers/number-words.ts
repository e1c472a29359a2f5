import type { QuoteLanguage } from '../quotes/quote-language';
import { englishBelowThousand, frenchBelowThousand } from './spelling';

/**
 * Spelling and reading share one table: words that do not spell a number are not read, so "deux trois" is not 5.
 * Hyphens join all words of a number.
 */
const tableOf = (spell: (n: number) => readonly string[]): ReadonlyMap<string, number> =>
  new Map(Array.from({ length: 1000 }, (_, n) => spell(n).map((words) => [words, n] as const)).flat());

/** "onze cents" to "seize cents" are 1100 to 1600. */
const FRENCH_TEEN_HUNDREDS = ['onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize'].flatMap((teen, index) => [
  [`${teen}-cent`, (11 + index) * 100] as const,
  [`${teen}-cents`, (11 + index) * 100] as const,
]);

const BELOW_THOUSAND: Record<QuoteLanguage, ReadonlyMap<string, number>> = {
  fr: tableOf(frenchBelowThousand),
  en: tableOf(englishBelowThousand),
};

const WHOLE: Record<QuoteLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([...BELOW_THOUSAND.fr, ...FRENCH_TEEN_HUNDREDS]),
  en: BELOW_THOUSAND.en,
};

/** Words for powers of ten, the greatest first, as they stand inside a number in words. */
const POWERS: Record<QuoteLanguage, readonly (readonly [string, number])[]> = {
  fr: [
    ['milliards?', 9],
    ['millions?', 6],
    ['mille', 3],
  ],
  en: [
    ['billion', 9],
    ['million', 6],
    ['thousand', 3],
  ],
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

/**
 * A number in words at the front of a phrase. `lead` times ten to the power `power` is `value` where its last word is a
 * power of ten (`trois cents` is 3 times 10^2); `power` is 0 otherwise. `length` counts UTF-16 units.
 */
export type NumberWords = {
  readonly value: number;
  readonly lead: number;
  readonly power: number;
  readonly approximate: boolean;
  /** Whether it is a multiple of a collective noun: "trois douzaines". */
  readonly isMultiple: boolean;
  readonly length: number;
};

type Reading = Omit<NumberWords, 'length'>;

const exact = (value: number, lead = value, power = 0): Reading => ({
  value,
  lead,
  power,
  approximate: false,
  isMultiple: false,
});

const readCollective = (words: string, lang: QuoteLanguage): Reading | null => {
  const one = COLLECTIVES[lang].get(words);
  if (one !== undefined) return { value: one, lead: one, power: 0, approximate: true, isMultiple: false };
  const match = /^(.+?)-(demi-douzaine|half-a-dozen|\S+?)s?$/.exec(words);
  const size = match && COLLECTIVES[lang].get(match[2] ?? '');
  const times = match && BELOW_THOUSAND[lang].get(match[1] ?? '');
  if (!size || !times) return null;
  const power = Math.log10(size);
  const shared = Number.isInteger(power) ? { lead: times, power } : { lead: size * times, power: 0 };
  return { value: size * times, ...shared, approximate: true, isMultiple: times > 1 };
};

const HUNDREDS: Record<QuoteLanguage, RegExp> = { fr: /^(.+)-cents?$/, en: /^(.+)-hundred$/ };

/** "deux millions trois cent mille douze": each power of ten at most once, the greatest first. */
const readWhole = (words: string, lang: QuoteLanguage): Reading | null => {
  const table = WHOLE[lang];
  let rest = words;
  let value = 0;
  let last: { readonly lead: number; readonly power: number } | null = null;
  for (const [word, power] of POWERS[lang]) {
    const match = new RegExp(`^(?:(.+?)-)?${word}(?:-(.+))?$`).exec(rest);
    if (!match) continue;
    // Only "mille" stands alone for one thousand. Before it, quatre-vingts and deux cents lose their s.
    const lead =
      match[1] === undefined ? (word === 'mille' ? 1 : null) : (table.get(match[1]) ?? table.get(`${match[1]}s`));
    if (!lead) return null;
    value += lead * 10 ** power;
    rest = match[2] ?? '';
    last = { lead, power };
    if (rest === '') return value === lead * 10 ** power ? exact(value, last.lead, last.power) : exact(value);
  }
  const below = table.get(rest);
  if (below === undefined || (below === 0 && value > 0)) return null;
  const hundreds = value === 0 ? HUNDREDS[lang].exec(rest)?.[1] : undefined;
  const lead = hundreds === undefined ? undefined : table.get(hundreds);
  return lead ? exact(below, lead, 2) : exact(value + below);
};

/** One spelling for many: hyphens throughout, "one" for the article, no "and" after hundred, thousand and million. */
const normalised = (words: string, lang: QuoteLanguage): string => {
  const hyphenated = words.replace(/[ -]+/g, '-');
  // Often misspelt without its s.
  if (lang === 'fr') return hyphenated.replace(/^quatre-vingt$/, 'quatre-vingts');
  return hyphenated
    .replace(/^an?-(?=hundred|thousand|million|billion|dozen)/, 'one-')
    .replace(/(hundred|thousand|million|billion)-and-/g, '$1-');
};

/** More words than any number below 10^12 has. */
const MAX_WORDS = 32;

/** The longest number in words at the front of a folded phrase, or null if there is none. */
export const readNumberWords = (text: string, lang: QuoteLanguage): NumberWords | null => {
  const front = /^\p{L}+(?:[ -]+\p{L}+)*/u.exec(text)?.[0] ?? '';
  const ends = [...front.matchAll(/\p{L}+/gu)].slice(0, MAX_WORDS).map((match) => match.index + match[0].length);
  for (const length of ends.toReversed()) {
    // A word that goes on after an apostrophe is another word.
    if (/^'\p{L}/u.test(text.slice(length))) continue;
    const spelling = normalised(text.slice(0, length).toLowerCase(), lang);
    const reading = readCollective(spelling, lang) ?? readWhole(spelling, lang);
    if (reading) return { ...reading, length };
  }
  return null;
};

/** Whether a folded phrase contains a number in words, other than "one", which is also an article. */
export const containsNumberWords = (text: string, lang: QuoteLanguage): boolean =>
  text
    .split(/[^\p{L}-]+/u)
    .flatMap((word) => [word, ...word.split('-')])
    .some((word) => readNumberWords(word, lang) !== null && !/^(?:une?|one)$/i.test(word));
