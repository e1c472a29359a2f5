import { findQuoteLanguage } from '../quotes/quote-language';
import { withChangingWords } from './changing-words';
import { containsNumberWords } from './number-words';
import { type ParsedQuantity, parseQuantity } from './quantity';

/** Words on each side of a phrase that may belong to its number: "1 million et demi", "pas moins de 30". */
const MOST_WORDS = 3;
const WORD_BEFORE = /[^\s.,;:!?()«»"“”'’]+['’]?[^\S\n\r]*$/u;
const WORD_AFTER = /^[^\S\n\r]*[^\s.,;:!?()«»"“”]+/u;

/** Indices in the text at which a phrase may begin or end, the nearest first. */
const extensions = (start: number, next: (from: number) => number | null): number[] => {
  const indices = [start];
  for (let at = next(start); at !== null && indices.length <= MOST_WORDS; at = next(at)) indices.push(at);
  return indices;
};

const withoutTrailingZeros = (decimal: string): string =>
  decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;

const numbersOf = ({ amount, lower, upper }: ParsedQuantity): string[] =>
  [amount, lower, upper].filter((number) => number !== null).map(withoutTrailingZeros);

/** One end of a range can be claimed alone: "passer de 9 à 30" has a start and a target. */
const isOneEnd = (one: ParsedQuantity, whole: ParsedQuantity): boolean => {
  const [number, ...more] = numbersOf(one);
  const ends = numbersOf(whole);
  return more.length === 0 && ends.length === 2 && number !== undefined && ends.includes(number);
};

const boundsOf = ({ amount, lower, upper, approximate }: ParsedQuantity): string =>
  JSON.stringify([amount !== null, lower !== null, upper !== null, approximate]);

/** Whether two words side by side are number words. They are one number, also if it is misspelt: "deux cent fermes". */
const areNumberWords = (word: string, next: string, lang: string): boolean => {
  const language = findQuoteLanguage(lang);
  return language !== null && [word, next].every((each) => containsNumberWords(each.trim(), language));
};

/** What a part of a text misses of the number around it. Each is the shortest such phrase; null if there is none. */
export interface LongerPhrases {
  /** Is another number. */
  readonly otherNumber: string | null;
  /** Names a unit; the part names none. */
  readonly withUnit: ParsedQuantity | null;
  /** Is approximate or a bound, "près de 30" instead of 30, or may be another number: "12 € par mois". */
  readonly lessExact: string | null;
}

/**
 * Reads the part of `text` between two UTF-16 indices together with up to three words on each side. Words with which it
 * reads as no number are not part of it.
 */
export const findLongerPhrases = (text: string, start: number, end: number, lang: string): LongerPhrases => {
  const part = text.slice(start, end);
  const own = parseQuantity(part, lang);
  if (own.presence !== 'VALUE') return { otherNumber: null, withUnit: null, lessExact: null };
  const starts = extensions(start, (from) => {
    const word = WORD_BEFORE.exec(text.slice(Math.max(0, from - 60), from));
    return word && from - word[0].length;
  });
  const ends = extensions(end, (from) => {
    const word = WORD_AFTER.exec(text.slice(from, from + 60));
    return word && from + word[0].length;
  });
  const longer = starts
    .flatMap((from) => ends.map((to) => ({ from, to })))
    .toSorted((one, other) => one.to - one.from - (other.to - other.from))
    .map(({ from, to }) => parseQuantity(text.slice(from, to).trim(), lang))
    .filter((reading) => reading.presence === 'VALUE' && !isOneEnd(own, reading));
  const [before = start, after = end] = [starts[1], ends[1]];
  const [first = '', last = ''] = [part.split(/\s/)[0], part.split(/\s/).at(-1)];
  const misspelt = [
    areNumberWords(text.slice(before, start), first, lang) ? text.slice(before, end) : null,
    areNumberWords(last, text.slice(end, after), lang) ? text.slice(start, after) : null,
  ];
  const numbers = numbersOf(own).join();
  const isMoney = /^[A-Z]{3}$/.test(own.unitHint ?? '');
  const isBare = own.unitHint === null && own.counted === '';
  const language = findQuoteLanguage(lang);
  const changed = language && withChangingWords(text, start, end, language, { isMoney, isBare });
  return {
    otherNumber:
      longer.find((reading) => numbersOf(reading).join() !== numbers)?.raw ??
      misspelt.find((phrase) => phrase !== null) ??
      null,
    withUnit: longer.find(({ unitHint }) => own.unitHint === null && unitHint !== null) ?? null,
    lessExact: longer.find((reading) => boundsOf(reading) !== boundsOf(own))?.raw ?? changed,
  };
};
