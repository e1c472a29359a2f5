import { boundedText } from './bounded-text';
import { foldText } from './folded-text';

/** The most characters of a name, of any kind of subject. */
const MAX_LENGTH = 500;

/** Spellings of one conjunction: "Voiture & co", "Voiture et Co", "Voiture and Co". */
const CONJUNCTIONS: ReadonlySet<string> = new Set(['&', 'et', 'and']);

/**
 * The key that spellings of one name share: its folded words, separated by single spaces, with `&` for each conjunction.
 * Words are never joined and conjunctions never dropped, so "T&T" is not "TT" and "Et Demain" is not "Demain". A name of
 * punctuation alone keeps it. The key is empty only for an empty name. Throws BAD_USER_INPUT for more than 500 characters.
 */
export const nameKey = (name: string): string => {
  const folded = foldText(boundedText(name, MAX_LENGTH, 'name'));
  const words = folded
    .replaceAll('&', ' & ')
    .split(/[^\p{L}\p{N}\p{M}\p{S}&]+/u)
    .filter((word) => word !== '');
  return words.map((word) => (CONJUNCTIONS.has(word) ? '&' : word)).join(' ') || folded.trim();
};
