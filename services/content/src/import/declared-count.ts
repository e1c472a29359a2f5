// "un", "une" and "one" are left out: they are articles far more often than counts.
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
 * How many items the sentence before a list says there are ("3 critères importants :"): its last number that counts
 * something, as the one nearest to the list. Null if it announces no list or counts nothing.
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
