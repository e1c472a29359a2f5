import type { PhraseScanner } from '../phrase-scanner';
import type { QuoteLanguage } from '../quotes/quote-language';
import { readNumberWords } from './number-words';

const DENOMINATORS: Record<QuoteLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([
    ['demi', 2],
    ['demie', 2],
    ['tiers', 3],
    ['quart', 4],
    ['cinquième', 5],
    ['sixième', 6],
    ['septième', 7],
    ['huitième', 8],
    ['neuvième', 9],
    ['dixième', 10],
    ['centième', 100],
    ['millième', 1000],
  ]),
  en: new Map([
    ['half', 2],
    ['halve', 2],
    ['third', 3],
    ['quarter', 4],
    ['fourth', 4],
    ['fifth', 5],
    ['sixth', 6],
    ['seventh', 7],
    ['eighth', 8],
    ['ninth', 9],
    ['tenth', 10],
    ['hundredth', 100],
    ['thousandth', 1000],
  ]),
};

const HALF_ALONE: Record<QuoteLanguage, RegExp> = { fr: /(?:la |une )?moitié(?= |$)/i, en: /half(?= |$)/i };
const ARTICLE: Record<QuoteLanguage, RegExp> = { fr: /(?:les? |un )/i, en: /(?:the |an? )/i };

export type WordFraction = { readonly raw: string; readonly numerator: number; readonly denominator: number };

/** Takes a fraction in words ("deux tiers", "la moitié", "three quarters") from the front of a folded phrase, or null. */
export const takeWordFraction = (scanner: PhraseScanner, lang: QuoteLanguage): WordFraction | null => {
  const { rest } = scanner;
  const half = scanner.take(HALF_ALONE[lang]);
  if (half) return { raw: half[0], numerator: 1, denominator: 2 };
  const article = scanner.take(ARTICLE[lang])?.[0] ?? '';
  const afterArticle = scanner.rest;
  const numerator = readNumberWords(afterArticle, lang);
  if (numerator) scanner.advance(numerator.length);
  const word = scanner.take(/-?\p{L}+(?= |$|-)/u)?.[0].replace(/^-/, '') ?? '';
  const denominator = DENOMINATORS[lang].get(word) ?? DENOMINATORS[lang].get(word.replace(/s$/i, ''));
  // "Le cinquième" is the fifth one.
  const isOrdinal =
    !numerator &&
    /^les? $/i.test(article) &&
    /ième$/i.test(word) &&
    !/^(?:de|des|du|d')(?= |\p{L})/iu.test(scanner.rest);
  if (denominator !== undefined && (numerator || article !== '') && !isOrdinal) {
    const raw = rest.slice(0, rest.length - scanner.rest.length).trimEnd();
    return { raw, numerator: numerator?.value ?? 1, denominator };
  }
  scanner.resetTo(rest);
  return null;
};
