import type { Language } from '../language/language';
import { forEachLanguage } from './formatter';

const decimalIn = forEachLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));
const shareIn = forEachLanguage(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }),
);

/** A decimal string as people write it: `36000` is 36,000. The string is never made a `Number`, so no digit is lost. */
export const formatDecimal = (language: Language, amount: string): string =>
  decimalIn(language).format(amount as Intl.StringNumericLiteral);

/** A share, of which 1 is all, in per cent: `0.6` is 60%. */
export const formatShare = (language: Language, share: string): string =>
  shareIn(language).format(share as Intl.StringNumericLiteral);

/** An amount of money. */
export const formatMoney = (language: Language, amount: string, currency: string): string =>
  new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
  }).format(amount as Intl.StringNumericLiteral);

/** A whole number. */
export const formatCount = (language: Language, count: number): string => formatDecimal(language, String(count));
