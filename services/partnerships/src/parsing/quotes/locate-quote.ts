import { CodedError, type FoldedText, foldWithOffsets, isWholeWords } from '@wizness/kernel';

/** Position of a quote in a text. `start` and `end` (excluded) count Unicode code points; `occurrence` counts from 1. */
export type QuotePosition = { readonly start: number; readonly end: number; readonly occurrence: number };

export type QuoteErrorCode =
  | 'QUOTE_EMPTY'
  | 'QUOTE_NOT_FOUND'
  | 'QUOTE_CUT'
  | 'QUOTE_AMBIGUOUS'
  | 'QUOTE_OCCURRENCE_OUT_OF_RANGE';

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

/** Characters that an error shows on each side of a quote. */
const SHOWN = 30;

/** A text in which quotes are located. Prepares code point offsets once, for all quotes. */
export class QuotedText {
  /** UTF-16 indices of the characters that take two UTF-16 units. */
  private readonly astral: readonly number[];
  private folded: FoldedText | null = null;

  constructor(readonly text: string) {
    this.astral = [...text.matchAll(/[\u{10000}-\u{10ffff}]/gu)].map((match) => match.index);
  }

  /**
   * Finds `quote` verbatim and as whole words. `occurrence` counts from 1 and is needed only if the text contains the quote
   * more than once. Throws {@link QuoteNotLocated}.
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

  /** UTF-16 indices of every occurrence of `quote` as whole words, overlapping ones included. */
  private indicesOf(quote: string): number[] {
    if (quote === '') {
      throw new QuoteNotLocated('QUOTE_EMPTY', quote, 'A quote must not be empty: use words of the text.');
    }
    const indices = [...findWholeWords(this.text, quote)];
    if (indices.length > 0) return indices;
    const cutAt = this.text.indexOf(quote);
    throw cutAt < 0 ? this.notFound(quote) : this.cut(quote, cutAt);
  }

  private notFound(quote: string): QuoteNotLocated {
    this.folded ??= foldWithoutSpaces(this.text);
    const wanted = foldWithoutSpaces(quote).text;
    const at = wanted === '' ? -1 : this.folded.text.indexOf(wanted);
    if (at < 0) {
      const reason = `The text does not contain "${quote}": quote it word for word.`;
      return new QuoteNotLocated('QUOTE_NOT_FOUND', quote, reason);
    }
    const near = this.text.slice(this.folded.starts[at], this.folded.ends[at + wanted.length - 1]);
    const reason = `The text does not contain "${quote}", but it contains "${near}", which differs only in letter case, accents, spaces or punctuation: quote that.`;
    return new QuoteNotLocated('QUOTE_NOT_FOUND', quote, reason);
  }

  private cut(quote: string, at: number): QuoteNotLocated {
    const { text } = this;
    const [before] = /\S*[^\S\n]?$/u.exec(text.slice(Math.max(0, at - SHOWN), at)) ?? [''];
    const [after] = /^[^\S\n]?\S*/u.exec(text.slice(at + quote.length, at + quote.length + SHOWN)) ?? [''];
    const reason = `The text contains "${quote}" only inside a longer word or number, in "${`${before}${quote}${after}`.trim()}": begin and end the quote with a whole word or number.`;
    return new QuoteNotLocated('QUOTE_CUT', quote, reason);
  }

  private codePointAt(index: number): number {
    return index - countWhile(this.astral, (each) => each < index);
  }

  /** The UTF-16 index of a code point offset. */
  indexAt(codePoint: number): number {
    return codePoint + countWhile(this.astral, (each, position) => each - position < codePoint);
  }
}

/** Folds a text for a suggestion: a quote may also differ in its spaces, as "60 %" from "60%". */
const foldWithoutSpaces = (original: string): FoldedText => {
  const { text, starts, ends } = foldWithOffsets(original);
  const kept = [...starts.keys()].filter((unit) => text[unit] !== ' ');
  return {
    text: text.replaceAll(' ', ''),
    starts: kept.map((unit) => starts[unit] ?? 0),
    ends: kept.map((unit) => ends[unit] ?? 0),
  };
};

/**
 * UTF-16 indices of every occurrence of `words` in `text` that begins and ends at a word or number boundary of the text,
 * between the indices `from` and `to`.
 */
export function* findWholeWords(text: string, words: string, from = 0, to = text.length): Generator<number> {
  if (words === '') return;
  for (let at = text.indexOf(words, from); at >= 0 && at + words.length <= to; at = text.indexOf(words, at + 1)) {
    if (isWholeWords(text, at, at + words.length)) yield at;
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
