import { CodedError } from '@wizness/kernel';

/** Languages in which numbers and dates can be read. */
export type QuoteLanguage = 'fr' | 'en';

/** Numbers and dates cannot be read in the language of a quote. */
export class UnsupportedQuoteLanguage extends CodedError {
  readonly code = 'UNSUPPORTED_QUOTE_LANGUAGE';

  constructor(readonly lang: string) {
    super(
      `Numbers and dates can be read in French (fr) and English (en), not in "${lang}": quote a text in one of these.`,
    );
  }
}

/** The language of a BCP 47 tag: `fr-CA` is read as `fr`. Throws {@link UnsupportedQuoteLanguage}. */
export const quoteLanguage = (tag: string): QuoteLanguage => {
  const primary = tag.toLowerCase().split('-')[0];
  if (primary !== 'fr' && primary !== 'en') throw new UnsupportedQuoteLanguage(tag);
  return primary;
};
