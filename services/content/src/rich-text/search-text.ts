const APOSTROPHES = /[\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02c8\uff07]/g;
const SEPARATORS = /[&/<>]/g;

/**
 * Prepares a text for PostgreSQL's full-text parser. It is applied to indexed texts and to queries; PostgreSQL handles
 * case, accents, stems and stop words. So "Voiture&Co", "Voiture & co" and "voiture co" all give the words voiture and co.
 *
 * It replaces what the parser misreads: typographic apostrophes can count as letters, "&Co;" as a character entity, "a/b"
 * as a file name and "<b c>" as a tag, so that their words would not be found; decomposed accents split words. The length
 * changes: do not use offsets of the result.
 */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').replace(APOSTROPHES, "'").replace(SEPARATORS, ' ').replace(/\s+/g, ' ').trim();
}
