import { DatePrecision, FuzzyDate } from '@wizness/kernel';
import { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';
import { type CalendarDate, takeCalendarDate } from './calendar-date';
import type { DatePhrases } from './date-words';
import { besideDate, dayBefore, joinInterval } from './interval';

/** A phrase is not a date that the grammar reads. The message is the reason. */
export class UnreadableDate extends Error {
  override readonly name = 'UnreadableDate';
}

/** Reads a folded phrase that names a calendar date, an interval, or an open end, to its last character. */
export class DateReader {
  private readonly scanner: PhraseScanner;

  constructor(
    text: string,
    private readonly lang: QuoteLanguage,
    private readonly phrases: DatePhrases,
  ) {
    this.scanner = new PhraseScanner(text);
  }

  /** Throws {@link UnreadableDate}, and InvalidEdtf for a day that does not exist. */
  read(): CalendarDate {
    const date =
      this.readDeadline() ?? this.readBeside() ?? this.readInterval() ?? this.readOpenInterval() ?? this.takeDate();
    if (!this.scanner.isDone) throw new UnreadableDate(`"${this.scanner.rest}" is not part of a date`);
    return date;
  }

  /** "By 2015" may mean its first or its last day. The last day is the upper bound of both. */
  private readDeadline(): CalendarDate | null {
    if (!this.scanner.take(this.phrases.deadline)) return null;
    const isEnd = this.scanner.take(this.phrases.endOf) !== null;
    const { edtf, doubt } = this.takeDate();
    if (edtf === 'XXXX') return { edtf, doubt };
    const isDay = FuzzyDate.fromEdtf(edtf).precision === DatePrecision.DAY;
    return {
      edtf: `../${edtf}`,
      doubt: doubt ?? (isEnd || isDay ? null : `it may mean the start or the end of ${edtf}`),
    };
  }

  private readBeside(): CalendarDate | null {
    const isBefore = this.scanner.take(this.phrases.before) !== null;
    if (!isBefore && !this.scanner.take(this.phrases.after)) return null;
    const edtf = besideDate(this.takeDate(), isBefore ? 'before' : 'after');
    if (edtf === null) throw new UnreadableDate('it is before or after a date that is not exact');
    return { edtf, doubt: null };
  }

  private readInterval(): CalendarDate | null {
    const start = this.scanner.rest;
    const between = this.scanner.take(this.phrases.between);
    if (!between) this.scanner.take(this.phrases.from);
    const separator = between ? this.phrases.betweenClose : this.phrases.to;
    const sharedMonth = this.takeDaysOfOneMonth(separator);
    if (sharedMonth) return sharedMonth;
    const first = this.tryDate();
    if (!first || !this.scanner.take(separator)) {
      if (between) throw new UnreadableDate('it names only one end of an interval');
      this.scanner.resetTo(start);
      return null;
    }
    const interval = joinInterval(first, this.takeDate());
    // An interval with an end that has no year would lose that end.
    if (interval === null) throw new UnreadableDate('an end of the interval has no year, or only one is a decade');
    return interval;
  }

  /** "3 au 5 août 2012" */
  private takeDaysOfOneMonth(separator: RegExp): CalendarDate | null {
    const start = this.scanner.rest;
    const weekday = this.takeWeekday();
    const day = this.scanner.take(/(\d{1,2})(?:er|st|nd|rd|th)?(?![\d/.])/i)?.[1];
    const second = day !== undefined && this.scanner.take(separator) ? this.tryDate() : null;
    const first = second && dayBefore(day ?? '', second);
    if (first) return joinInterval(onWeekday(first, weekday), second);
    this.scanner.resetTo(start);
    return null;
  }

  private readOpenInterval(): CalendarDate | null {
    const since = this.scanner.take(this.phrases.since);
    if (!since && !this.scanner.take(this.phrases.until)) return null;
    const { edtf, doubt } = this.takeDate();
    if (edtf === 'XXXX') return { edtf, doubt };
    return { edtf: since ? `${edtf}/..` : `../${edtf}`, doubt };
  }

  private takeDate(): CalendarDate {
    const date = this.tryDate();
    if (!date) throw new UnreadableDate('it contains no year, month or day');
    return date;
  }

  private tryDate(): CalendarDate | null {
    let isApproximate = false;
    let part: string | null = null;
    let weekday: number | null = null;
    for (;;) {
      const date = takeCalendarDate(this.scanner, this.lang, this.phrases);
      if (date) return this.qualify(onWeekday(date, weekday), isApproximate, part);
      const partOf = this.scanner.take(this.phrases.partOf);
      const day = partOf ? null : this.takeWeekday();
      if (partOf) part = partOf[0].trim();
      else if (day !== null) weekday = day;
      else if (this.scanner.take(this.phrases.about)) isApproximate = true;
      else if (!this.scanner.take(this.phrases.plain)) return null;
    }
  }

  /** Number of the day of the week, 0 for Sunday. */
  private takeWeekday(): number | null {
    const day = this.phrases.weekdays.findIndex((each) => this.scanner.take(each));
    if (day < 0) return null;
    this.scanner.take(/,/);
    return day;
  }

  private qualify(date: CalendarDate, isApproximate: boolean, part: string | null): CalendarDate {
    const { edtf, doubt } = date;
    if (isApproximate && /\dX$/.test(edtf)) throw new UnreadableDate('a decade cannot be approximate');
    const reason = doubt ?? (part ? `"${part}" does not say which part of ${edtf}` : null);
    return { ...date, edtf: isApproximate && edtf !== 'XXXX' ? `${edtf}~` : edtf, doubt: reason };
  }
}

const onWeekday = (date: CalendarDate, weekday: number | null): CalendarDate => {
  if (weekday === null || !/^\d{4}-\d{2}-\d{2}$/.test(date.edtf)) return date;
  const isRight = new Date(`${date.edtf}T00:00:00Z`).getUTCDay() === weekday;
  return isRight ? date : { ...date, doubt: date.doubt ?? `${date.edtf} is another day of the week` };
};
