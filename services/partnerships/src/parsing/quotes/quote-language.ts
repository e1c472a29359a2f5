/** Languages in which numbers and dates are read. */
export type QuoteLanguage = 'fr' | 'en';

/** The language of a BCP 47 tag: `fr-CA` is read as `fr`. Null for a language in which numbers and dates are not read. */
export const findQuoteLanguage = (tag: string): QuoteLanguage | null => {
  const primary = tag.toLowerCase().split('-')[0];
  return primary === 'fr' || primary === 'en' ? primary : null;
};
