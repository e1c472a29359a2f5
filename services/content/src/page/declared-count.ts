const NUMERALS: Readonly<Record<string, number>> = {
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const COUNTED = /(?<![\p{L}\p{N}.,’'-])(?:(\d{1,2})|(\p{L}+))[ \u00a0\u202f]+(?=\p{L})/gu;

/**
 * How many items the sentence before a list says there are ("3 critères importants :"). Null if it announces no list,
 * gives no number, or gives more than one, for then it is not ours to choose.
 */
export function declaredCount(introduction: string): number | null {
  if (!/:\s*$/.test(introduction)) return null;
  const sentence = introduction.split(/[.!?…]\s+/).at(-1) ?? '';
  const counts = new Set<number>();
  for (const [, digits, word] of sentence.matchAll(COUNTED)) {
    const count = digits === undefined ? NUMERALS[word?.toLowerCase() ?? ''] : Number(digits);
    if (count !== undefined) counts.add(count);
  }
  const [count = null] = counts;
  return counts.size === 1 ? count : null;
}
