const APOSTROPHES = /[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02c8\uff07]/g;
const BREAKERS = /[&/<>]/g;

/**
 * Text made ready for PostgreSQL's full-text parser. The SQL side applies it to both sides, and does the rest
 * (case, accents, stems, stop words) itself:
 *
 *   to_tsvector(configuration, fold(title)) … @@ websearch_to_tsquery(configuration, fold(query))
 *
 * with one configuration per language, each `unaccent` before its stemmer, the vectors joined by `||` and the queries
 * too. So "Voiture&Co", "Voiture & co" and "voiture co" are the words voiture, co; in "voiture et co" the French
 * configuration drops "et". Not length-preserving: never take offsets from it.
 *
 * Folded here is what that parser gets wrong: a typographic apostrophe may count as a letter; "&Co;" is a character
 * entity to it, "a/b" a file name and "<b c>" a tag, and their words would not be found; decomposed accents split words.
 */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').replace(APOSTROPHES, "'").replace(BREAKERS, ' ').replace(/\s+/g, ' ').trim();
}
