/** Latin ligatures that no Unicode normalisation form decomposes. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };

/** Conjunctions that differ between spellings of a name: "Voiture & co", "Voiture et Co", "Voiture and Co". */
const CONJUNCTIONS: ReadonlySet<string> = new Set(['et', 'and']);

/**
 * The key that spellings of one name share: NFKD, case and accents folded; conjunctions, spaces and punctuation removed.
 * It does not match longer names: "HEC" and "HEC Paris" have different keys. A name that consists only of conjunctions or
 * punctuation keeps them. The key is empty only for an empty name.
 */
export const nameKey = (name: string): string => {
  const folded = foldName(name);
  const words = folded.split(/[\p{P}\p{Z}\p{C}\s]+/u).filter((word) => word !== '');
  const distinctive = words.filter((word) => !CONJUNCTIONS.has(word));
  return (distinctive.length > 0 ? distinctive : words).join('').normalize('NFC') || folded.replace(/\s+/gu, '');
};

const foldName = (name: string): string =>
  name
    .replace(/[™®©℠]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    // Final sigma is the same letter.
    .replaceAll('ς', 'σ')
    .replace(/[œæß]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    // Only accents of Latin, Greek and Cyrillic. Vowel signs of other scripts are letters.
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC');
