import { acceptedLanguages, primarySubtag } from '@wizness/kernel';

/** Languages of the pages. */
export type Language = 'fr' | 'en';

const isSupported = (language: string): language is Language => language === 'fr' || language === 'en';

/** The supported language that an `Accept-Language` header (RFC 9110 §12.5.4) prefers. Defaults to English, as in mails. */
export const languageFor = (header: string | undefined): Language =>
  acceptedLanguages(header).map(primarySubtag).find(isSupported) ?? 'en';
