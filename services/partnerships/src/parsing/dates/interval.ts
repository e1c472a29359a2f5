import { DatePrecision, FuzzyDate } from '@wizness/kernel';
import type { CalendarDate } from './calendar-date';

/**
 * Completes the first date of an interval with what only its second date states: "3 juillet" in "du 3 juillet au 5 août 2012".
 * A first month after the second one is of the year before, if the interval is not longer than half a year.
 */
const completed = (first: CalendarDate, second: CalendarDate): CalendarDate => {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(second.edtf) ?? [];
  if (first.withoutYear === undefined || year === undefined || month === undefined) return first;
  const months = Number(month) - Number(first.withoutYear.slice(0, 2));
  if (months < 0 && months + 12 > 6) return { ...first, edtf: `${year}-${first.withoutYear}` };
  const isYearBefore = months < 0;
  return { edtf: `${isYearBefore ? Number(year) - 1 : year}-${first.withoutYear}`, doubt: null };
};

/** The interval between two dates, in EDTF; null if one of them has no year, or a decade meets a year. */
export const joinInterval = (first: CalendarDate, second: CalendarDate): CalendarDate | null => {
  const start = completed(first, second);
  if ([start, second].some(({ edtf }) => edtf === 'XXXX')) return null;
  // "Les années 1980-1990": the word counts for both. Another year after a decade would be half of a decade.
  const isYear = /^\d{4}$/.test(second.edtf);
  if (/^\d{3}X$/.test(start.edtf) && isYear && !second.edtf.endsWith('0')) return null;
  const end = /^\d{3}X$/.test(start.edtf) && isYear ? `${second.edtf.slice(0, 3)}X` : second.edtf;
  return { edtf: `${start.edtf}/${end}`, doubt: start.doubt ?? second.doubt };
};

/** "Du 3 au 5 août 2012": the month and year of a day that stands alone are those of the second date; null if it has none. */
export const dayBefore = (day: string, second: CalendarDate): CalendarDate | null => {
  const match = /^(\d{4}-\d{2})-\d{2}$/.exec(second.edtf);
  return match && { edtf: `${match[1]}-${day.padStart(2, '0')}`, doubt: null };
};

const STEPS: Partial<Record<DatePrecision, (date: Date, by: 1 | -1) => string>> = {
  [DatePrecision.DAY]: (date, by) => {
    date.setUTCDate(date.getUTCDate() + by);
    return date.toISOString().slice(0, 10);
  },
  [DatePrecision.MONTH]: (date, by) => {
    date.setUTCMonth(date.getUTCMonth() + by, 1);
    return date.toISOString().slice(0, 7);
  },
  [DatePrecision.YEAR]: (date, by) => {
    date.setUTCFullYear(date.getUTCFullYear() + by);
    return date.toISOString().slice(0, 4);
  },
};

/**
 * The open interval before or after a day, month or year, which itself is not in it: "avant 2010" is `../2009`. Null for other
 * dates.
 */
export const besideDate = ({ edtf, doubt }: CalendarDate, side: 'before' | 'after'): string | null => {
  if (doubt !== null || /[~?%X/]/.test(edtf)) return null;
  const { earliest, precision } = FuzzyDate.fromEdtf(edtf);
  const step = STEPS[precision];
  if (!step || !earliest) return null;
  const next = step(new Date(`${earliest}T00:00:00Z`), side === 'before' ? -1 : 1);
  return side === 'before' ? `../${next}` : `${next}/..`;
};
