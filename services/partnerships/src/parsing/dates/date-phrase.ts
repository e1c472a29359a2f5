import { FuzzyDate, InvalidEdtf } from '@wizness/kernel';
import { foldPhrase } from '../fold-phrase';
import { type DataIssue, DataIssueCode, dataIssue } from '../issue';
import { PhraseScanner } from '../phrase-scanner';
import { findQuoteLanguage, type QuoteLanguage } from '../quotes/quote-language';
import { DateReader, UnreadableDate } from './date-reader';
import { DATE_PHRASES, type DatePhrases } from './date-words';
import { readRelativeDate } from './relative-date';

/** A date read from a text. Unknown (`XXXX`) if the words name no date that is read; never calculated from the current date. */
export type ParsedDate = { readonly date: FuzzyDate; readonly issues: readonly DataIssue[] };

export type DateContext = {
  /** When the document was published: relative phrases are resolved by it. Null if it is not known. */
  readonly published?: FuzzyDate | null;
  /** Whether the phrase is words of the document. If not, it is EDTF that a reviewer wrote, and the date has no `raw`. */
  readonly isVerbatim?: boolean;
};

/** A period of years such as "2009-10" is shorter. */
const MAX_YEARS = 11;

/** The longest phrase that is read, in characters. */
const MAX_LENGTH = 200;

/**
 * Parses a date phrase in French or English to its last character, or EDTF in any language. A phrase that is not read whole is
 * an unknown date, with its words in `raw` and an issue that says why. It never throws.
 */
export const parseDatePhrase = (
  phrase: string,
  lang: string,
  { published = null, isVerbatim = true }: DateContext = {},
): ParsedDate => {
  const raw = isVerbatim ? phrase : null;
  try {
    if (phrase.length > MAX_LENGTH) throw new UnreadableDate('it is too long for a date');
    const text = foldPhrase(phrase);
    const { edtf, doubt } = looksLikeEdtf(text)
      ? { edtf: text, doubt: isVerbatim ? proseDoubt(text) : null }
      : readWords(text, lang, published);
    const issues = doubt ? [dataIssue(doubt.code, `"${phrase}" is not an exact date: ${doubt.reason}.`, phrase)] : [];
    return { date: FuzzyDate.fromEdtf(edtf, raw), issues };
  } catch (error) {
    return { date: FuzzyDate.unknown(phrase), issues: [unreadable(phrase, error)] };
  }
};

const unreadable = (phrase: string, error: unknown): DataIssue => {
  if (!(error instanceof UnreadableDate || error instanceof InvalidEdtf)) throw error;
  const reason =
    error instanceof InvalidEdtf ? `${error.text} does not exist or is not EDTF that is read here` : error.message;
  const message = `No date is read from "${phrase}": ${reason.replace(/\.$/, '')}. Expected the words of a date alone, or EDTF such as 2011-07.`;
  return dataIssue(DataIssueCode.UNREADABLE_DATE, message, phrase);
};

/** EDTF has no spaces and no letter but X, and does not join two years with a hyphen. */
const looksLikeEdtf = (text: string): boolean =>
  /^[\dX.~?%/-]+$/.test(text) && /^(?:\.\.|\/|[\dX]{4}|\d{3}X)/.test(text) && !/^\d{4}-\d{4}$/.test(text);

type Doubt = { readonly code: DataIssueCode; readonly reason: string };
type Reading = { readonly edtf: string; readonly doubt: Doubt | null };

/** In prose, "2009-10" may be October 2009 or the years 2009 to 2010, and a question mark may end the sentence. */
const proseDoubt = (text: string): Doubt | null => {
  if (text.endsWith('?')) return { code: DataIssueCode.AMBIGUOUS_DATE, reason: 'its question mark may end a sentence' };
  const isMaybeYears = (side: string): boolean => {
    const match = /^\d{2}(\d{2})-(\d{2})$/.exec(side);
    const years = match === null ? 0 : (Number(match[2]) - Number(match[1]) + 100) % 100;
    return years > 0 && years <= MAX_YEARS;
  };
  if (!text.split('/').some(isMaybeYears)) return null;
  return { code: DataIssueCode.AMBIGUOUS_DATE, reason: 'it may be a month, or a season or several years' };
};

const readWords = (text: string, tag: string, published: FuzzyDate | null): Reading => {
  const lang = findQuoteLanguage(tag);
  if (!lang) throw new UnreadableDate(`dates are read in French (fr) and English (en), not in "${tag}"`);
  const phrases = DATE_PHRASES[lang];
  const relative = published && readRelativeDate(text, lang, phrases.months, published);
  if (relative) {
    const reason = 'it is relative to the day of writing, and resolved by the date of publication';
    return { edtf: relative, doubt: { code: DataIssueCode.RELATIVE_DATE, reason } };
  }
  const undated = readUndated(text, lang, phrases);
  if (undated) return undated;
  const { edtf, doubt } = new DateReader(text, lang, phrases).read();
  return { edtf, doubt: doubt === null ? null : { code: DataIssueCode.AMBIGUOUS_DATE, reason: doubt } };
};

/** Phrases that are relative to an unknown day, or too vague for any date. */
const readUndated = (text: string, lang: QuoteLanguage, phrases: DatePhrases): Reading | null => {
  if (/\d{4}/.test(text)) return null;
  const scanner = new PhraseScanner(text);
  // Any day of publication shows whether the phrase is a relative one.
  const isRelative = readRelativeDate(text, lang, phrases.months, FuzzyDate.fromEdtf('2000-06-15')) !== null;
  if (isRelative || scanner.take(phrases.relative)) {
    const reason = 'it is relative to a day that the document does not give';
    return { edtf: 'XXXX', doubt: { code: DataIssueCode.RELATIVE_DATE, reason } };
  }
  if (!scanner.take(phrases.vague)) return null;
  return { edtf: 'XXXX', doubt: { code: DataIssueCode.AMBIGUOUS_DATE, reason: 'it names no date' } };
};
