import { CodedError } from '@wizness/kernel';
/** Languages whose numbers and dates the rules can read. */
export type QuoteLanguage = 'fr' | 'en';

/** A quote is in a language whose numbers and dates the rules can not read. */
export class UnsupportedQuoteLanguage extends CodedError {
  readonly code = 'UNSUPPORTED_QUOTE_LANGUAGE';

  constructor(readonly lang: string) {
    super(
      `Numbers and dates can be read in French (fr) and English (en), not in "${lang}": quote a text in one of these.`,
    );
  }
}

/** The rules to read by for a BCP 47 tag: `fr-CA` reads as `fr`. Throws {@link UnsupportedQuoteLanguage}. */
export const quoteLanguage = (tag: string): QuoteLanguage => {
  const primary = tag.toLowerCase().split('-')[0];
  if (primary !== 'fr' && primary !== 'en') throw new UnsupportedQuoteLanguage(tag);
  return primary;
};
