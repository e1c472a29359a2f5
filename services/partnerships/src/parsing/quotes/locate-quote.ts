import { CodedError } from '@wizness/kernel';
/** Where a quote stands in a text: Unicode code points, `end` excluded, and which of its occurrences it is, from 1. */
export type QuotePosition = { readonly start: number; readonly end: number; readonly occurrence: number };

export type QuoteErrorCode = 'QUOTE_EMPTY' | 'QUOTE_NOT_FOUND' | 'QUOTE_AMBIGUOUS' | 'QUOTE_OCCURRENCE_OUT_OF_RANGE';

/** A quote has no one place in its text; the message says how to mend the quote or its `occurrence`. */
export class QuoteNotLocated extends CodedError<QuoteErrorCode> {
  constructor(
    readonly code: QuoteErrorCode,
    readonly quote: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** A text whose quotes are located by code point; what it costs to count them is paid once for all quotes. */
export class QuotedText {
  /** Places, in UTF-16 units, of the characters that take two units. */
  private readonly astral: readonly number[];
  private folded: FoldedText | null = null;

  constructor(readonly text: string) {
    this.astral = [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
  }

  /** Finds `quote` verbatim; `occurrence` (from 1) is needed only if it stands more than once. Throws {@link QuoteNotLocated}. */
  locate(quote: string, occurrence: number | null = null): QuotePosition {
    const places = this.placesOf(quote);
    const wanted = occurrence ?? 1;
    if (occurrence === null && places.length > 1) throw ambiguousQuote(quote, places.length);
    const place = places[wanted - 1];
    if (place === undefined) throw occurrenceOutOfRange(quote, wanted, places.length);
    return { start: this.codePointAt(place), end: this.codePointAt(place + quote.length), occurrence: wanted };
  }

  /** The text between two code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unitAt(start), this.unitAt(end));
  }

  /** Every place of `quote` in UTF-16 units, those that overlap too. */
  private placesOf(quote: string): number[] {
    if (quote === '')
      throw new QuoteNotLocated('QUOTE_EMPTY', quote, 'A quote must not be empty: give the words of the text.');
    const places: number[] = [];
    for (let at = this.text.indexOf(quote); at >= 0; at = this.text.indexOf(quote, at + 1)) places.push(at);
    if (places.length === 0) throw this.notFound(quote);
    return places;
  }

  private notFound(quote: string): QuoteNotLocated {
    this.folded ??= foldText(this.text);
    const wanted = foldText(quote);
    const at = wanted.text === '' ? -1 : this.folded.text.indexOf(wanted.text);
    if (at < 0)
      return new QuoteNotLocated(
        'QUOTE_NOT_FOUND',
        quote,
        `The text does not hold "${quote}": quote it word for word.`,
      );
    const near = this.text.slice(this.folded.starts[at], this.folded.ends[at + wanted.text.length - 1]);
    const reason = `The text does not hold "${quote}", but it holds "${near}", which differs only in apostrophes, quotation marks, dashes, spaces or accents: quote that.`;
    return new QuoteNotLocated('QUOTE_NOT_FOUND', quote, reason);
  }

  private codePointAt(unit: number): number {
    return unit - countBelow(this.astral, (place) => place < unit);
  }

  private unitAt(codePoint: number): number {
    return codePoint + countBelow(this.astral, (place, index) => place - index < codePoint);
  }
}

/** Locates one quote; for many quotes of one text keep a {@link QuotedText}. Throws {@link QuoteNotLocated}. */
export const locateQuote = (text: string, quote: string, occurrence: number | null = null): QuotePosition =>
  new QuotedText(text).locate(quote, occurrence);

const ambiguousQuote = (quote: string, times: number): QuoteNotLocated => {
  const reason = `"${quote}" stands ${times} times in the text: add "occurrence", from 1 to ${times}, or quote more words.`;
  return new QuoteNotLocated('QUOTE_AMBIGUOUS', quote, reason);
};

const occurrenceOutOfRange = (quote: string, wanted: number, times: number): QuoteNotLocated => {
  const range = times === 1 ? 'must be 1 or be left out' : `must be a whole number from 1 to ${times}`;
  const reason = `"${quote}" has no occurrence ${wanted} in the text: "occurrence" ${range}.`;
  return new QuoteNotLocated('QUOTE_OCCURRENCE_OUT_OF_RANGE', quote, reason);
};

/** How many leading items of a sorted list hold, by bisection. */
const countBelow = (sorted: readonly number[], holds: (item: number, index: number) => boolean): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A text without what typists vary, and for each unit left where in the original its character starts and ends. */
type FoldedText = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] };

const foldText = (text: string): FoldedText => {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const kept = foldCharacter(character);
    for (let unit = 0; unit < kept.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += kept;
    at += character.length;
    // A mark that was folded away belongs to the letter before it.
    if (kept === '' && /\p{M}/u.test(character) && ends.length > 0) ends[ends.length - 1] = at;
  }
  return { text: folded, starts, ends };
};

const foldCharacter = (character: string): string => {
  if (/\s/.test(character)) return '';
  if (/['\u2018\u2019\u02bc\u2032`\u00b4]/.test(character)) return "'";
  if (/["\u201c\u201d\u201e\u00ab\u00bb]/.test(character)) return '"';
  if (/[-\u2010-\u2015\u2212]/.test(character)) return '-';
  return character.normalize('NFD').replace(/\p{M}/gu, '');
};
