import { CodedError } from '@wizness/kernel';

/** Position of a quote in a text. `start` and `end` (excluded) count Unicode code points; `occurrence` counts from 1. */
export type QuotePosition = { readonly start: number; readonly end: number; readonly occurrence: number };

export type QuoteErrorCode = 'QUOTE_EMPTY' | 'QUOTE_NOT_FOUND' | 'QUOTE_AMBIGUOUS' | 'QUOTE_OCCURRENCE_OUT_OF_RANGE';

/** A quote has no unique position in its text. The message says how to correct the quote or its `occurrence`. */
export class QuoteNotLocated extends CodedError<QuoteErrorCode> {
  constructor(
    readonly code: QuoteErrorCode,
    readonly quote: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** A text in which quotes are located. Prepares code point offsets once, for all quotes. */
export class QuotedText {
  /** UTF-16 indices of the characters that take two UTF-16 units. */
  private readonly astral: readonly number[];
  private folded: FoldedText | null = null;

  constructor(readonly text: string) {
    this.astral = [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
  }

  /**
   * Finds `quote` verbatim. `occurrence` counts from 1 and is needed only if the text contains the quote more than once.
   * Throws {@link QuoteNotLocated}.
   */
  locate(quote: string, occurrence: number | null = null): QuotePosition {
    const indices = this.indicesOf(quote);
    const wanted = occurrence ?? 1;
    if (occurrence === null && indices.length > 1) throw ambiguousQuote(quote, indices.length);
    const index = indices[wanted - 1];
    if (index === undefined) throw occurrenceOutOfRange(quote, wanted, indices.length);
    return { start: this.codePointAt(index), end: this.codePointAt(index + quote.length), occurrence: wanted };
  }

  /** The text between two code point offsets. */
  slice(start: number, end: number): string {
    return this.text.slice(this.indexAt(start), this.indexAt(end));
  }

  /** UTF-16 indices of every occurrence of `quote`, overlapping ones included. */
  private indicesOf(quote: string): number[] {
    if (quote === '') {
      throw new QuoteNotLocated('QUOTE_EMPTY', quote, 'A quote must not be empty: use words of the text.');
    }
    const indices: number[] = [];
    for (let at = this.text.indexOf(quote); at >= 0; at = this.text.indexOf(quote, at + 1)) indices.push(at);
    if (indices.length === 0) throw this.notFound(quote);
    return indices;
  }

  private notFound(quote: string): QuoteNotLocated {
    this.folded ??= foldText(this.text);
    const wanted = foldText(quote);
    const at = wanted.text === '' ? -1 : this.folded.text.indexOf(wanted.text);
    if (at < 0) {
      const reason = `The text does not contain "${quote}": quote it word for word.`;
      return new QuoteNotLocated('QUOTE_NOT_FOUND', quote, reason);
    }
    const near = this.text.slice(this.folded.starts[at], this.folded.ends[at + wanted.text.length - 1]);
    const reason = `The text does not contain "${quote}", but it contains "${near}", which differs only in apostrophes, quotation marks, dashes, spaces or accents: quote that.`;
    return new QuoteNotLocated('QUOTE_NOT_FOUND', quote, reason);
  }

  private codePointAt(index: number): number {
    return index - countWhile(this.astral, (each) => each < index);
  }

  private indexAt(codePoint: number): number {
    return codePoint + countWhile(this.astral, (each, position) => each - position < codePoint);
  }
}

/** Locates one quote. For several quotes of one text, use {@link QuotedText}. Throws {@link QuoteNotLocated}. */
export const locateQuote = (text: string, quote: string, occurrence: number | null = null): QuotePosition =>
  new QuotedText(text).locate(quote, occurrence);

const ambiguousQuote = (quote: string, times: number): QuoteNotLocated => {
  const reason = `The text contains "${quote}" ${times} times: add "occurrence", from 1 to ${times}, or quote more words.`;
  return new QuoteNotLocated('QUOTE_AMBIGUOUS', quote, reason);
};

const occurrenceOutOfRange = (quote: string, wanted: number, times: number): QuoteNotLocated => {
  const range = times === 1 ? 'must be 1, or left out' : `must be a whole number from 1 to ${times}`;
  const reason = `The text has no occurrence ${wanted} of "${quote}": "occurrence" ${range}.`;
  return new QuoteNotLocated('QUOTE_OCCURRENCE_OUT_OF_RANGE', quote, reason);
};

/** Number of leading items of a sorted list for which `holds` is true, by binary search. */
const countWhile = (sorted: readonly number[], holds: (item: number, position: number) => boolean): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * A text without differences of spacing, accents and punctuation style. For each UTF-16 unit of `text`, `starts` and
 * `ends` give the indices in the original of the character that it comes from.
 */
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
    // A combining mark that was removed belongs to the letter before it.
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
