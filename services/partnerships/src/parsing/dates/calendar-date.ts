import type { DatePhrases } from './date-words';
import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';

/** A day, month, quarter, year or decade. */
export type CalendarDate = {
  readonly edtf: string;
  /** Why the date is ambiguous. Null if it is not. */
  readonly doubt: string | null;
  /** The month, with its day if it has one, of a date without a year: `07` or `07-03`. */
  readonly withoutYear?: string;
};

/** Takes one date from the front of a folded phrase. */
export const takeCalendarDate = (
  scanner: PhraseScanner,
  lang: QuoteLanguage,
  phrases: DatePhrases,
): CalendarDate | null =>
  takeDecade(scanner, phrases) ??
  takeQuarter(scanner, phrases) ??
  takeNumericDay(scanner, lang) ??
  takeDayAndMonth(scanner, phrases) ??
  takeYear(scanner);

const exact = (edtf: string): CalendarDate => ({ edtf, doubt: null });
const twoDigits = (value: number | string): string => String(value).padStart(2, '0');

/** Four digits that are not followed by a digit or letter: "2015s" and "20155" are not years. */
const YEAR = /(\d{4})(?![\d\p{L}])/u;

const takeYear = (scanner: PhraseScanner): CalendarDate | null => {
  const year = scanner.take(YEAR);
  return year && exact(year[1] ?? '');
};

const takeDecade = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const decade = scanner.take(new RegExp(`${phrases.decade.source}(?![\\d])`, phrases.decade.flags));
  if (!decade) return null;
  const edtf = `${decade[1]}X`;
  // "The 1900s" are more often a century than a decade.
  const isCentury = /^1\d0X$/.test(edtf) && /s$/i.test(decade[0].trim());
  return { edtf, doubt: isCentury ? `"${decade[0].trim()}" may be a decade or a century` : null };
};

/** EDTF writes the quarters of a year as 33 to 36. */
const takeQuarter = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const start = scanner.rest;
  const short = scanner.take(/[TQ]([1-4])(?= )/i);
  const ordinal = short ? -1 : phrases.ordinals.findIndex((each) => scanner.take(each));
  const quarter = short ?? (ordinal >= 0 && scanner.take(phrases.quarter));
  const year = quarter && scanner.take(YEAR);
  if (!year) return giveUp(scanner, start);
  return exact(`${year[1]}-${32 + (short ? Number(short[1]) : ordinal + 1)}`);
};

/** 11/07/2012 is 11 July in French. In English it may also be 7 November. */
const takeNumericDay = (scanner: PhraseScanner, lang: QuoteLanguage): CalendarDate | null => {
  const match = scanner.take(/(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/);
  if (!match) return null;
  const [first = 0, second = 0] = [Number(match[1]), Number(match[2])];
  const isAmbiguous = lang === 'en' && first <= 12 && second <= 12 && first !== second;
  if (isAmbiguous) return { edtf: match[3] ?? '', doubt: `"${match[0]}" may start with the day or with the month` };
  const [day, month] = lang === 'en' && second > 12 ? [second, first] : [first, second];
  return exact(`${match[3]}-${twoDigits(month)}-${twoDigits(day)}`);
};

const takeDayAndMonth = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const start = scanner.rest;
  const dayBefore = scanner.take(/(\d{1,2})(?:er|st|nd|rd|th)?(?: of)?(?= )/i);
  const month = phrases.months.findIndex((each) => scanner.take(each)) + 1;
  if (month === 0) return giveUp(scanner, start);
  const day = dayBefore ?? scanner.take(/(\d{1,2})(?:st|nd|rd|th)?(?:,|(?= ))/i);
  scanner.take(/,|(?:de|of)(?= )/i);
  const year = scanner.take(YEAR);
  const withoutYear = `${twoDigits(month)}${day ? `-${twoDigits(day[1] ?? '')}` : ''}`;
  return year ? exact(`${year[1]}-${withoutYear}`) : { edtf: 'XXXX', doubt: 'it has no year', withoutYear };
};

const giveUp = (scanner: PhraseScanner, start: string): null => {
  scanner.resetTo(start);
  return null;
};
