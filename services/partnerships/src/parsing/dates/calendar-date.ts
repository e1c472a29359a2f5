import type { DatePhrases } from './date-words';
import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';

/** A year, month, quarter, decade or day at the front of a folded phrase. */
export type CalendarDate = {
  readonly edtf: string;
  /** Why the text does not tell more exactly which date is meant; null where it does. */
  readonly doubt: string | null;
};

/** Takes one date from the front of a folded phrase; null, and nothing taken, if none stands there. */
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

/** A year ends where its digits end: "2015s" or "20155" is none. */
const YEAR = /(\d{4})(?![\d\p{L}])/u;

const takeYear = (scanner: PhraseScanner): CalendarDate | null => {
  const year = scanner.take(YEAR);
  return year && exact(year[1] ?? '');
};

const takeDecade = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const decade = scanner.take(new RegExp(`${phrases.decade.source}(?![\\d])`, phrases.decade.flags));
  return decade && exact(`${decade[1]}X`);
};

/** EDTF counts the quarters of a year from 33 to 36. */
const takeQuarter = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const start = scanner.rest;
  const short = scanner.take(/[TQ]([1-4])(?= )/i);
  const ordinal = short ? -1 : phrases.ordinals.findIndex((each) => scanner.take(each));
  const named = short ?? (ordinal >= 0 && scanner.take(phrases.quarter));
  const year = named && scanner.take(YEAR);
  if (!year) return back(scanner, start);
  return exact(`${year[1]}-${32 + (short ? Number(short[1]) : ordinal + 1)}`);
};

/** 11/07/2012 is the 11th of July in French; in English it may as well be the 7th of November. */
const takeNumericDay = (scanner: PhraseScanner, lang: QuoteLanguage): CalendarDate | null => {
  const match = scanner.take(/(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/);
  if (!match) return null;
  const [first = 0, second = 0] = [Number(match[1]), Number(match[2])];
  const ambiguous = lang === 'en' && first <= 12 && second <= 12 && first !== second;
  if (ambiguous) return { edtf: match[3] ?? '', doubt: `"${match[0]}" may start with the day or with the month` };
  const [day, month] = lang === 'en' && second > 12 ? [second, first] : [first, second];
  return exact(`${match[3]}-${twoDigits(month)}-${twoDigits(day)}`);
};

const takeDayAndMonth = (scanner: PhraseScanner, phrases: DatePhrases): CalendarDate | null => {
  const start = scanner.rest;
  const before = scanner.take(/(\d{1,2})(?:er|st|nd|rd|th)?(?: of)?(?= )/i);
  const month = phrases.months.findIndex((each) => scanner.take(each)) + 1;
  if (month === 0) return back(scanner, start);
  const day = before ?? scanner.take(/(\d{1,2})(?:st|nd|rd|th)?(?:,|(?= ))/i);
  scanner.take(/,|(?:de|of)(?= )/i);
  const year = scanner.take(YEAR);
  if (!year) return { edtf: 'XXXX', doubt: 'it names no year' };
  return exact(`${year[1]}-${twoDigits(month)}${day ? `-${twoDigits(day[1] ?? '')}` : ''}`);
};

const back = (scanner: PhraseScanner, start: string): null => {
  scanner.resetTo(start);
  return null;
};
