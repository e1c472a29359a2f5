import type { Texts } from '../language/en';
import type { Language } from '../language/language';
import { forEachLanguage } from './formatter';

/** A date as exactly as it is known: an EDTF string, and whether it is approximate. */
export interface FuzzyDay {
  readonly edtf: string;
  readonly precision: string;
  readonly approximate: boolean;
}

/** How an open or closed interval reads: a due date is "by 2015", a validity "until 2015". */
export type Reading = 'due' | 'validity';

const dayIn = forEachLanguage((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }));
const monthIn = forEachLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
);

/** `1 juillet` is written `1er juillet`. */
const formatDay = (language: Language, iso: string): string => {
  const text = dayIn(language).format(new Date(iso));
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
};

/** An instant as its day in UTC. */
export const formatInstant = (language: Language, instant: string): string => formatDay(language, instant);

/** An instant to the second, in UTC. */
export const formatMoment = (language: Language, instant: string): string =>
  `${formatDay(language, instant)}, ${instant.slice(11, 19)} UTC`;

/** One end of an interval, or a date alone; null if nothing is known. */
const formatPoint = (language: Language, texts: Texts, edtf: string): string | null => {
  const [, point = '', about] = /^([^~%?]*)([~%?])?$/.exec(edtf) ?? [];
  const { seasons, decade, quarter, about: aboutWord } = texts.dates;
  const named = (() => {
    const [, year = '', month] = /^(\d{4})-(\d\d)$/.exec(point) ?? [];
    if (/^\d{4}-\d\d-\d\d$/.test(point)) return formatDay(language, point);
    if (month !== undefined) {
      const code = Number(month);
      if (code >= 21 && code <= 24) return `${seasons[code - 21]} ${year}`;
      if (code >= 33 && code <= 36) return quarter(code - 32, year);
      return monthIn(language).format(new Date(`${year}-${month}-01`));
    }
    if (/^\d{4}$/.test(point)) return point;
    if (/^\d{3}X$/.test(point)) return decade(point.slice(0, 3));
    return null;
  })();
  return named !== null && about !== undefined ? aboutWord(named) : named;
};

/** A date in words, never in EDTF: "by 2015", "July 2011", "the 1990s", "about 2011", "not dated". */
export const formatFuzzyDate = (
  language: Language,
  texts: Texts,
  date: FuzzyDay | null | undefined,
  reading: Reading = 'validity',
): string => {
  const { notDated, by, until, since, between } = texts.dates;
  if (!date) return notDated;
  const ends = date.edtf.split('/');
  const [from, to] = ends.map((end) => (end === '..' || end === '' ? null : formatPoint(language, texts, end)));
  if (ends.length === 1) return from ?? notDated;
  if (from && to) return between(from, to);
  if (to) return reading === 'due' ? by(to) : until(to);
  return from ? since(from) : notDated;
};

/** A period of two dates, each of which may be missing; null if neither is known. */
export const formatPeriod = (
  language: Language,
  texts: Texts,
  period: { readonly from: FuzzyDay | null; readonly to: FuzzyDay | null } | null | undefined,
): string | null => {
  const known = (date: FuzzyDay | null | undefined): string | null =>
    date && date.precision !== 'UNKNOWN' ? formatFuzzyDate(language, texts, date) : null;
  const [from, to] = [known(period?.from), known(period?.to)];
  if (from && to) return from === to ? from : texts.dates.between(from, to);
  if (from) return from;
  return to ? texts.dates.until(to) : null;
};
