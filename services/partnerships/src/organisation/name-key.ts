/** Latin letters that stand for two, which no Unicode form takes apart. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Joins that spellings of one name exchange: "Voiture & co", "Voiture et Co", "Voiture and Co". */
const JOINS: ReadonlySet<string> = new Set(['et', 'and']);

/**
 * The key under which spellings of one organisation's name meet: compatibility form, case and accents folded, joins,
 * spaces and punctuation dropped. Not a test for duplicates: a longer name ("HEC Paris") keeps a key of its own.
 * A name of nothing but joins or punctuation keeps them; the key is empty only for an empty name.
 */
export const nameKey = (name: string): string => {
  const folded = foldName(name);
  const words = folded.split(/[\p{P}\p{Z}\p{C}\s]+/u).filter((word) => word !== '');
  const telling = words.filter((word) => !JOINS.has(word));
  return (telling.length > 0 ? telling : words).join('').normalize('NFC') || folded.replace(/\s+/gu, '');
};

const foldName = (name: string): string =>
  name
    .replace(/[™®©℠]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    // One sigma, wherever in a word it stands.
    .replaceAll('ς', 'σ')
    .replace(/[œæß]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    // Accents of Latin, Greek and Cyrillic; the vowel signs of other scripts are letters, not accents.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC');
