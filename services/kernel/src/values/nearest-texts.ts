import { foldText } from './folded-text';

/** Longer texts are cut: the distance takes time proportional to the product of both lengths. */
const MAX_LENGTH = 64;

/** Levenshtein distance of two lists of characters. */
const distance = (a: readonly string[], b: readonly string[]): number => {
  let row = b.map((_, index) => index + 1);
  for (const [i, left] of a.entries()) {
    let diagonal = i;
    let previous = i + 1;
    row = row.map((above, j) => {
      const value = Math.min(previous + 1, above + 1, diagonal + (left === b[j] ? 0 : 1));
      diagonal = above;
      previous = value;
      return value;
    });
  }
  return row.at(-1) ?? a.length;
};

const characters = (text: string): string[] => Array.from(foldText(text.slice(0, MAX_LENGTH)));

/**
 * At most `most` of the `known` texts, the nearest to `text` first: those that contain it, then by edit distance. Case and
 * accents are ignored.
 */
export const nearestTexts = (text: string, known: readonly string[], most = 10): string[] => {
  const given = characters(text);
  const rank = (candidate: string): number => {
    const folded = characters(candidate);
    const contains = given.length > 2 && folded.join('').includes(given.join(''));
    return contains ? 0 : distance(given, folded);
  };
  return known
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ candidate }) => candidate);
};
