import type { TextProblem } from '../rich-text/text-warnings';

/** Windows-1252 characters of the bytes 0x80 to 0xBF, which continue a character of UTF-8. */
const CONTINUATION = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** UTF-8 that was decoded as Windows-1252 ("Ã©", "â€™", "Å“") or Mac Roman ("√©"), and characters lost in decoding. */
const WRONGLY_DECODED = new RegExp(
  `[ÃÅ]${CONTINUATION}|Â[\\u00a0-\\u00bf]|â(?:€|‚|„)${CONTINUATION}|√[©®´†§∂™ß¢®]|ï»¿|\\ufffd`,
  'gu',
);
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/giu;

const firstOf = (source: string, pattern: RegExp, message: (words: string, count: number) => string): TextProblem[] => {
  const found = [...source.matchAll(pattern)];
  const [first] = found;
  return first ? [{ at: first.index, message: message(first[0], found.length) }] : [];
};

/** Signs that a page was damaged before it was saved. The text is kept as it is: only a person can say what it was. */
export function damageProblems(source: string): TextProblem[] {
  return [
    ...firstOf(
      source,
      WRONGLY_DECODED,
      (words, count) =>
        `"${words}" looks like text that was decoded wrongly (${count} in all): save the page again as UTF-8 from its source.`,
    ),
    ...firstOf(
      source,
      ENTITY,
      (words, count) =>
        `"${words}" is an HTML entity (${count} in all): it stays as written in the text, and is read as "&" in an address.`,
    ),
  ];
}
