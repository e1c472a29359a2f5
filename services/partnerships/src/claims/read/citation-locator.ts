import { QuotedText } from '../../parsing/quotes/locate-quote';
import { UnreadableClaim } from '../file/claims-error';
import type { CitedPlace, ClaimsFile } from '../file/claims-file';
import type { ReadCitation } from './parsed-fact';

/** Texts of spans by name, for pages whose words may not stand in a claims file. */
export type Spans = Readonly<Record<string, string>>;

/** Finds the places that a claims file cites in its document. */
export class CitationReader {
  private readonly text: QuotedText;
  private readonly originBySource: ReadonlyMap<string, string>;
  private readonly documentOrigin: string;

  constructor(
    text: string,
    private readonly spans: Spans,
    { document, sources = [] }: ClaimsFile,
  ) {
    this.text = new QuotedText(text);
    this.originBySource = new Map(sources.map(({ key, originKey }) => [key, originKey]));
    this.documentOrigin = document.source.originKey;
  }

  /** Throws what is wrong with the quote (QuoteNotLocated), its span or its source (UnreadableClaim). */
  read({ quote, occurrence, source, originKey }: CitedPlace): ReadCitation {
    const words = quote.startsWith('#') ? this.span(quote.slice(1)) : quote;
    const { start, end } = this.text.locate(words, occurrence ?? null);
    const sourceOrigin = source === undefined ? this.documentOrigin : this.originBySource.get(source);
    if (sourceOrigin === undefined) {
      throw new UnreadableClaim(`there is no source "${source}": add it to "sources", or leave "source" out.`);
    }
    return { quote: words, start, end, reportsOn: source ?? null, originKey: originKey ?? sourceOrigin };
  }

  /** Refuses words that the document does not hold, so that nothing is read that it does not say. */
  checkHeld(words: string): void {
    if (!this.text.text.includes(words)) {
      throw new UnreadableClaim(`the document does not hold "${words}": give words of the document, or EDTF.`);
    }
  }

  private span(name: string): string {
    const text = Object.hasOwn(this.spans, name) ? this.spans[name] : undefined;
    if (text === undefined) {
      throw new UnreadableClaim(`there is no span "${name}": give the file of spans, or quote the words themselves.`);
    }
    return text;
  }
}
