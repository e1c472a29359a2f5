import { DataIssueCode } from '../issue';
import { findQuoteLanguage, type QuoteLanguage } from '../quotes/quote-language';
import { withChangingWords } from './changing-words';
import { containsNumberWords } from './number-words';
import { type ParsedQuantity, parseQuantity } from './quantity';
import { looksLikeScale } from './scale-words';

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

const isOneEnd = (one: ParsedQuantity, whole: ParsedQuantity): boolean => {
  const [number, ...more] = numbersOf(one);
  const ends = numbersOf(whole);
  return more.length === 0 && ends.length === 2 && number !== undefined && ends.includes(number);
};

/** One end of a change can be claimed alone: "passer de 9 à 30" has a start and a target. One end of a range cannot. */
const CHANGE_PRECEDES =
  /(?<!\p{L})(?:pass|port|augment|mont|grimp|évolu|progress|cr[ûo]|baiss|descend|rédui|ramen|chut|recul|tomb|diminu|bond|rise|rising|rose|grow|grew|go|went|increas|fall|fell|drop|declin|shrink|shrank|jump|climb|soar|rais|cut|reduc|mov)\p{L}*(?:[^\S\n\r]+[\p{L}'’]+){0,4}[^\S\n\r]*$/iu;

/** Whether the words state a number, although it may be one of several. */
const isRead = ({ presence, issues }: ParsedQuantity): boolean =>
  presence === 'VALUE' || issues.some(({ code }) => code === DataIssueCode.AMBIGUOUS_NUMBER);

/** After a number of less than two, any word may stand where a noun does: "0,75 cette année". */
const namesUnit = (reading: ParsedQuantity): boolean =>
  reading.unitHint !== null || (reading.counted !== '' && numbersOf(reading).some((number) => Number(number) >= 2));

const boundsOf = ({ amount, lower, upper, approximate }: ParsedQuantity): string =>
  JSON.stringify([amount !== null, lower !== null, upper !== null, approximate]);

const isNumberWord = (word: string, lang: QuoteLanguage): boolean =>
  containsNumberWords(word, lang) || looksLikeScale(word);

/**
 * Whether two words side by side are one number, also if no rule reads it: "deux cent fermes" is misspelt, and "1 million
 * 300 000" mixed. Two numbers in digits are joined or not by what is between them.
 */
const areOneNumber = (word: string, next: string, lang: QuoteLanguage): boolean => {
  const words = [word, next].map((each) => each.trim());
  return (
    words.some((each) => isNumberWord(each, lang)) &&
    words.every((each) => isNumberWord(each, lang) || /^\p{N}/u.test(each))
  );
};

/** "two thousand, five hundred", "3 millions, 500 000" */
const LOWER_PART = '(?:\\p{N}{3}(?!\\p{N})|[\\p{L}-]+ (?:hundred|thousand|cents?|mille|millions?)(?!\\p{L}))';
const COMMA_PRECEDES = /([\p{L}]+),[^\S\n\r]+$/u;
const COMMA_FOLLOWS = new RegExp(`^,[^\\S\\n\\r]+(${LOWER_PART})`, 'iu');
const STARTS_LOWER = new RegExp(`^${LOWER_PART}`, 'iu');

/** A decimal mark in words: "3 virgule 5". */
const MARK_PRECEDES = /([\p{L}\p{N}-]+)[^\S\n\r]+(?:virgule|point|comma)[^\S\n\r]+$/iu;
const MARK_FOLLOWS = /^[^\S\n\r]+(?:virgule|point|comma)[^\S\n\r]+([\p{L}\p{N}-]+)/iu;
/** "une dizaine de milliers" */
const SCALE_FOLLOWS = /^[^\S\n\r]+(?:de |d['’]|of )?([\p{L}-]+)/iu;

/** The number in words of which the text between two UTF-16 indices is only a part, or null. It may be one that is not read. */
const numberAround = (text: string, start: number, end: number, lang: QuoteLanguage): string | null => {
  const words = text.slice(start, end).split(/\s/);
  const [before, after] = [text.slice(Math.max(0, start - 60), start), text.slice(end, end + 60)];
  const preceding = WORD_BEFORE.exec(before)?.[0] ?? '';
  const following = WORD_AFTER.exec(after)?.[0] ?? '';
  if (areOneNumber(preceding, words[0] ?? '', lang)) return preceding + text.slice(start, end);
  const last = words.at(-1) ?? '';
  if (areOneNumber(last, following, lang)) return text.slice(start, end) + following;
  const scale = SCALE_FOLLOWS.exec(after);
  if (scale && isNumberWord(last, lang) && looksLikeScale(scale[1] ?? '')) return text.slice(start, end) + scale[0];
  const [commaBefore, commaAfter] = [COMMA_PRECEDES.exec(before), COMMA_FOLLOWS.exec(after)];
  if (looksLikeScale(last) && commaAfter) return text.slice(start, end) + commaAfter[0];
  if (looksLikeScale(commaBefore?.[1] ?? '') && STARTS_LOWER.test(text.slice(start, end)))
    return `${commaBefore?.[0]}${text.slice(start, end)}`;
  const [markBefore, markAfter] = [MARK_PRECEDES.exec(before), MARK_FOLLOWS.exec(after)];
  const isNumber = (word: string | undefined): boolean =>
    word !== undefined && (/^\p{N}/u.test(word) || containsNumberWords(word, lang));
  if (isNumber(markBefore?.[1])) return `${markBefore?.[0]}${text.slice(start, end)}`;
  return isNumber(markAfter?.[1]) ? `${text.slice(start, end)}${markAfter?.[0]}` : null;
};

/** What a part of a text misses of the number around it. Each is the shortest such phrase; null if there is none. */
export interface LongerPhrases {
  /** Is another number. */
  readonly otherNumber: string | null;
  /** Names a unit, or what is counted; the part names none. */
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
    .map(({ from, to }) => ({ from, to, reading: parseQuantity(text.slice(from, to).trim(), lang) }))
    .filter(({ reading }) => isRead(reading))
    .filter(
      ({ from, reading }) =>
        !(isOneEnd(own, reading) && CHANGE_PRECEDES.test(text.slice(Math.max(0, from - 60), from))),
    );
  const numbers = numbersOf(own).join();
  const language = findQuoteLanguage(lang);
  const isBare = own.unitHint === null && own.counted === '';
  const counted = longer.find(({ from, reading }) => from === start && isBare && namesUnit(reading));
  // Where the text goes on with a unit or a noun, the words after that may change the number, too.
  const spans = [{ to: end, reading: own }, ...(counted ? [counted] : [])];
  const changed = spans.map(
    ({ to, reading }) =>
      language &&
      withChangingWords(text, start, to, language, {
        isMoney: /^[A-Z]{3}$/.test(reading.unitHint ?? ''),
        isBare: reading.unitHint === null && reading.counted === '',
        isCounted: counted !== undefined,
      }),
  );
  const other = longer.find(({ reading }) => !isOneEnd(own, reading) && numbersOf(reading).join() !== numbers);
  return {
    otherNumber: other?.reading.raw ?? (language && numberAround(text, start, end, language)),
    withUnit: longer.find(({ reading }) => isBare && namesUnit(reading))?.reading ?? null,
    lessExact:
      longer.find(({ reading }) => boundsOf(reading) !== boundsOf(own))?.reading.raw ??
      changed.find((words) => words !== null) ??
      null,
  };
};
