import { DatePrecision, FuzzyDate, InvalidEdtf } from '@wizness/kernel';
import { type CalendarDate, takeCalendarDate } from './calendar-date';
import { DATE_PHRASES, type DatePhrases } from './date-words';
import { type DataIssue, DataIssueCode, dataIssue } from '../issue';
import { foldPhrase } from '../fold-phrase';
import { PhraseScanner } from '../phrase-scanner';
import { type QuoteLanguage, quoteLanguage } from '../quotes/quote-language';
import { UnreadablePhrase } from '../unreadable-phrase';

/** A date read from a text. Unknown (`XXXX`) if the words name no date; never calculated from the current date. */
export type ParsedDate = { readonly date: FuzzyDate; readonly issues: readonly DataIssue[] };

/**
 * Parses a date phrase in French or English. EDTF is accepted in any language.
 * Throws {@link UnreadablePhrase}, InvalidEdtf (of EDTF only) or UnsupportedQuoteLanguage.
 */
export const parseDatePhrase = (raw: string, lang: string): ParsedDate => {
  const text = foldPhrase(raw);
  if (looksLikeEdtf(text)) return { date: FuzzyDate.fromEdtf(text, raw), issues: [] };
  const language = quoteLanguage(lang);
  const phrases = DATE_PHRASES[language];
  try {
    const { edtf, doubt } = readUndated(text, phrases) ?? new DateReader(raw, text, language, phrases).read();
    const date = FuzzyDate.fromEdtf(edtf, raw);
    return {
      date,
      issues: doubt ? [dataIssue(doubt.code, `"${raw}" is not an exact date: ${doubt.reason}.`, raw)] : [],
    };
  } catch (error) {
    if (!(error instanceof InvalidEdtf)) throw error;
    throw new UnreadablePhrase('date', raw, `it would be ${error.text}, which does not exist; quote another date`);
  }
};

/** EDTF has no spaces and no letter but X, and does not join two years with a hyphen. */
const looksLikeEdtf = (text: string): boolean =>
  /^[\dX.~?%/-]+$/.test(text) && /^(?:\.\.|\/|[\dX]{4}|\d{3}X)/.test(text) && !YEAR_TO_YEAR.test(text);

const YEAR_TO_YEAR = /^\d{4}-\d{4}$/;

type Doubt = { readonly code: DataIssueCode; readonly reason: string };
type Reading = { readonly edtf: string; readonly doubt: Doubt | null };

/** Phrases that are relative to an unknown day, or too vague for any date. */
const readUndated = (text: string, phrases: DatePhrases): Reading | null => {
  if (/\d{4}/.test(text)) return null;
  const scanner = new PhraseScanner(text);
  if (scanner.take(phrases.relative)) {
    return {
      edtf: 'XXXX',
      doubt: { code: DataIssueCode.RELATIVE_DATE, reason: 'it is relative to a day that it does not name' },
    };
  }
  if (!scanner.take(phrases.vague)) return null;
  return { edtf: 'XXXX', doubt: { code: DataIssueCode.AMBIGUOUS_DATE, reason: 'it names no date' } };
};

class DateReader {
  private readonly scanner: PhraseScanner;

  constructor(
    private readonly raw: string,
    text: string,
    private readonly lang: QuoteLanguage,
    private readonly phrases: DatePhrases,
  ) {
    this.scanner = new PhraseScanner(text);
  }

  read(): Reading {
    const reading = this.readDeadline() ?? this.readInterval() ?? this.readOpenInterval() ?? this.readPoint();
    if (!this.scanner.isDone) throw this.unreadable(`"${this.scanner.rest}" is not part of a date`);
    return reading;
  }

  /** "By 2015" may mean its first or its last day. The last day is the upper bound of both. */
  private readDeadline(): Reading | null {
    if (!this.scanner.take(this.phrases.deadline)) return null;
    const isEnd = this.scanner.take(this.phrases.endOf) !== null;
    const due = this.takeDate();
    const isDay = FuzzyDate.fromEdtf(due.edtf).precision === DatePrecision.DAY;
    const reason = due.doubt ?? (isEnd || isDay ? null : `it may mean the start or the end of ${due.edtf}`);
    return { edtf: due.edtf === 'XXXX' ? 'XXXX' : `../${due.edtf}`, doubt: reason ? ambiguous(reason) : null };
  }

  private readInterval(): Reading | null {
    const start = this.scanner.rest;
    const between = this.scanner.take(this.phrases.between);
    if (!between) this.scanner.take(this.phrases.from);
    const first = this.tryDate();
    const separator = first && this.scanner.take(between ? this.phrases.betweenClose : this.phrases.to);
    if (!separator) {
      if (between) throw this.unreadable('it names only one end of an interval');
      this.scanner.resetTo(start);
      return null;
    }
    const second = this.takeDate();
    const reason = first.doubt ?? second.doubt;
    return { edtf: `${openIfUnknown(first)}/${openIfUnknown(second)}`, doubt: reason ? ambiguous(reason) : null };
  }

  private readOpenInterval(): Reading | null {
    const since = this.scanner.take(this.phrases.since);
    if (!since && !this.scanner.take(this.phrases.until)) return null;
    const { edtf, doubt } = this.takeDate();
    if (edtf === 'XXXX') return { edtf, doubt: doubt ? ambiguous(doubt) : null };
    return { edtf: since ? `${edtf}/..` : `../${edtf}`, doubt: doubt ? ambiguous(doubt) : null };
  }

  private readPoint(): Reading {
    const { edtf, doubt } = this.takeDate();
    return { edtf, doubt: doubt ? ambiguous(doubt) : null };
  }

  private takeDate(): CalendarDate {
    const date = this.tryDate();
    if (!date) throw this.unreadable('it contains no year, month or day');
    return date;
  }

  private tryDate(): CalendarDate | null {
    let isApproximate = false;
    let part: string | null = null;
    for (;;) {
      const date = takeCalendarDate(this.scanner, this.lang, this.phrases);
      if (date) return this.qualify(date, isApproximate, part);
      const partOf = this.scanner.take(this.phrases.partOf);
      if (partOf) part = partOf[0].trim();
      else if (this.scanner.take(this.phrases.about)) isApproximate = true;
      else if (!this.scanner.take(this.phrases.plain)) return null;
    }
  }

  private qualify({ edtf, doubt }: CalendarDate, isApproximate: boolean, part: string | null): CalendarDate {
    if (isApproximate && /\dX$/.test(edtf)) throw this.unreadable('a decade cannot be approximate');
    const reason = doubt ?? (part ? `"${part}" does not say which part of ${edtf}` : null);
    return { edtf: isApproximate && edtf !== 'XXXX' ? `${edtf}~` : edtf, doubt: reason };
  }

  private unreadable(reason: string): UnreadablePhrase {
    return new UnreadablePhrase('date', this.raw, `${reason}; use only the words of the date, or EDTF such as 2011-07`);
  }
}

const ambiguous = (reason: string): Doubt => ({ code: DataIssueCode.AMBIGUOUS_DATE, reason });

const openIfUnknown = ({ edtf }: CalendarDate): string => (edtf === 'XXXX' ? '' : edtf);
