// Without "un", "une" and "one", which are articles far more often than counts.
const NUMERALS: ReadonlyMap<string, number> = new Map(
  [
    'deux two',
    'trois three',
    'quatre four',
    'cinq five',
    'six',
    'sept seven',
    'huit eight',
    'neuf nine',
    'dix ten',
  ].flatMap((words, at) => words.split(' ').map((word): [string, number] => [word, at + 2])),
);
const COUNTED = /(?<![\p{L}\p{N}.,’'-])(?:(\d{1,2})|(\p{L}+))[ \u00a0\u202f]+(?=\p{L})/gu;

/**
 * The number of items that the sentence before a list announces ("3 critères importants :"): its last number before a
 * noun. Null if it does not announce a list or has no such number.
 */
export function declaredCount(introduction: string): number | null {
  if (!/:\s*$/.test(introduction)) return null;
  const sentence = introduction.split(/[.!?…]\s+/).at(-1) ?? '';
  const counts = [...sentence.matchAll(COUNTED)].flatMap(([, digits, word = '']) => {
    const count = digits === undefined ? NUMERALS.get(word.toLowerCase()) : Number(digits);
    return count === undefined ? [] : [count];
  });
  return counts.at(-1) ?? null;
}
