import { foldText } from './folded-text';

/** Spellings of one conjunction: "Voiture & co", "Voiture et Co", "Voiture and Co". */
const CONJUNCTIONS: ReadonlySet<string> = new Set(['&', 'et', 'and']);

/**
 * The key that spellings of one text share: its folded words, separated by single spaces, with `&` for each conjunction.
 * Words are never joined and conjunctions never dropped, so "T&T" is not "TT" and "Et Demain" is not "Demain". A text of
 * punctuation alone keeps it. A text contains another one if its key contains the other key.
 */
export const matchKey = (text: string): string => {
  const folded = foldText(text);
  const words = folded
    .replaceAll('&', ' & ')
    .split(/[^\p{L}\p{N}\p{M}\p{S}&]+/u)
    .filter((word) => word !== '');
  return words.map((word) => (CONJUNCTIONS.has(word) ? '&' : word)).join(' ') || folded.trim();
};
