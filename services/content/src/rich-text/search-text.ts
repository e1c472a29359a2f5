import { foldText, normaliseText } from '@wizness/kernel';

const SEPARATORS = /[&/<>\u2012-\u2015\u2212]/g;
/** Letters whose accents tell endings of French words apart, for its stemmer. */
const FRENCH_LETTER = /^[àâäçéèêëîïôöùûüÿ]$/u;

const foldRun = (run: string): string =>
  [...run].map((character) => (FRENCH_LETTER.test(character) ? character : foldText(character))).join('');

/**
 * Prepares a text for PostgreSQL's full-text parser. It is applied to indexed texts and to queries. It is the kernel's
 * folding, but accents of French stay: the stemmer needs them, and PostgreSQL removes them after it. So "Voiture&Co",
 * "Voiture & co" and "voiture co" all give the words voiture and co, and "L’Œuvre" and "l'oeuvre" the same words.
 *
 * It replaces what the parser misreads: "&Co;" as a character entity, "a/b" as a file name and "<b c>" as a tag, so that
 * their words would not be found; a dash as "not". The length changes: do not use offsets of the result.
 */
export function foldForSearch(text: string): string {
  const composed = normaliseText(normaliseText(text, 'NFC').replace(SEPARATORS, ' ').toLowerCase(), 'NFC');
  return composed
    .replace(/[^\p{ASCII}]+/gu, foldRun)
    .replace(SEPARATORS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
