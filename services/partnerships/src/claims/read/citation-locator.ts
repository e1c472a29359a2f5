import { findWholeWords, QuotedText } from '../../parsing/quotes/locate-quote';
import { InvalidClaim } from '../file/claims-error';
import type { ClaimedCitation } from '../file/citation.schema';
import type { ClaimedPublication, ClaimedSource } from '../file/document.schema';
import type { LocatedCitation } from './parsed-fact';

/** Texts by name. Used for pages that may not be republished: a quote `#NAME` stands for the text NAME. */
export type Spans = Readonly<Record<string, string>>;

/** A passage of a document, between two UTF-16 indices of its text. */
export interface PlaceInDocument {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The part of a claims file that says where statements come from. */
interface Origins {
  readonly document: { readonly source: Pick<ClaimedSource, 'originKey'> };
  readonly sources?: readonly Pick<ClaimedPublication, 'key' | 'originKey' | 'title'>[];
}

/** Locates the quotes of a claims file in its document. */
export class CitationLocator {
  private readonly text: QuotedText;
  private readonly originBySource: ReadonlyMap<string, string>;
  private readonly titleBySource: ReadonlyMap<string, string>;
  private readonly documentOrigin: string;

  constructor(
    text: string,
    /** BCP 47. The language of quotes that state no other. */
    private readonly lang: string,
    private readonly spans: Spans,
    { document, sources = [] }: Origins,
  ) {
    this.text = new QuotedText(text);
    this.originBySource = new Map(sources.map(({ key, originKey }) => [key, originKey]));
    this.titleBySource = new Map(sources.map(({ key, title }) => [key, title]));
    this.documentOrigin = document.source.originKey;
  }

  /** Throws QuoteNotLocated for an invalid quote, and {@link InvalidClaim} for an unknown span or source. */
  locate({ quote, occurrence, lang = this.lang, source, originKey }: ClaimedCitation): LocatedCitation {
    const words = quote.startsWith('#') ? this.span(quote.slice(1)) : quote;
    const { start, end } = this.text.locate(words, occurrence ?? null);
    const sourceOrigin = source === undefined ? this.documentOrigin : this.originBySource.get(source);
    if (sourceOrigin === undefined) {
      throw new InvalidClaim(`there is no source "${source}": add it to "sources", or remove "source".`);
    }
    return { quote: words, start, end, reportsOn: source ?? null, originKey: originKey ?? sourceOrigin, lang };
  }

  /** Title of the publication that the document reports on with a passage; null if it speaks for itself. */
  reportedTitle({ reportsOn }: Pick<LocatedCitation, 'reportsOn'>): string | null {
    return reportsOn === null ? null : (this.titleBySource.get(reportsOn) ?? reportsOn);
  }

  /** Whether the document contains `words` as whole words. */
  contains(words: string): boolean {
    return this.placesOf(words).length > 0;
  }

  /** Every place of `words` in the document, as whole words. */
  placesOf(words: string): readonly PlaceInDocument[] {
    const { text } = this.text;
    return [...findWholeWords(text, words)].map((start) => ({ text, start, end: start + words.length }));
  }

  /**
   * Every place of `words` in a quote, as UTF-16 indices of the document. Throws {@link InvalidClaim} if the quote does not
   * contain them, or only inside longer words or numbers.
   */
  placesIn(quote: Pick<LocatedCitation, 'quote' | 'start'>, words: string): readonly PlaceInDocument[] {
    const offset = this.text.indexAt(quote.start);
    const { text } = this.text;
    const starts = [...findWholeWords(text, words, offset, offset + quote.quote.length)];
    if (starts.length > 0) return starts.map((start) => ({ text, start, end: start + words.length }));
    const reason = quote.quote.includes(words)
      ? `the quote contains "${words}" only inside a longer word or number: use whole words and numbers.`
      : `the quote does not contain "${words}": use a part of the quote, or quote more words.`;
    throw new InvalidClaim(reason);
  }

  private span(name: string): string {
    const text = Object.hasOwn(this.spans, name) ? this.spans[name] : undefined;
    if (text === undefined) {
      throw new InvalidClaim(`there is no span "${name}": pass the file of spans, or quote the words themselves.`);
    }
    return text;
  }
}
