import type { TextProblem } from '../rich-text/text-warnings';

/** Windows-1252 characters of the bytes 0x80 to 0xBF, which continue a character of UTF-8. */
const CONTINUATION = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** UTF-8 that was decoded as Windows-1252 ("Ã©", "â€™", "Å“") or Mac Roman ("√©"), and characters lost in decoding. */
const WRONGLY_DECODED = new RegExp(
  `[ÃÅ]${CONTINUATION}|Â[\\u00a0-\\u00bf]|â(?:€|‚|„)${CONTINUATION}|√[©®´†§∂™ß¢®]|ï»¿|\\ufffd`,
  'gu',
);
/** Characters that a program wrote as an escape: of Windows-1252 ("\\u0092"), JSON, quoted-printable mail or an address. */
const ESCAPED =
  /[\u0080-\u0084\u0086-\u009f]|\\u[\da-f]{4}|=(?:C3=[89AB][\dA-F]|E2=80=[\dA-F]{2})|(?<=^|[\s(«"])\p{L}*%C3%[89AB][\dA-F]/giu;
/** A letter that became a question mark: "vall?e". An address has other signs beside it. */
const LOST = /(?<=^|[\s(«"'’])\p{Ll}+\?\p{Ll}+(?=$|[\s,;.)»"])/gmu;
/** UTF-8 that was decoded as Windows-1251: pairs that begin with Р or С. */
const CYRILLIC = /(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2010-\u203a°±µ№€™]){2,}/gu;
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
      CYRILLIC,
      (words) => `"${words}" looks like text that was decoded wrongly: save the page again as UTF-8 from its source.`,
    ),
    ...firstOf(
      source,
      ESCAPED,
      (words, count) =>
        `${JSON.stringify(words)} looks like a character that was escaped or decoded wrongly (${count} in all): save the page again as UTF-8 from its source.`,
    ),
    ...firstOf(
      source,
      LOST,
      (words, count) => `"${words}" may have lost a letter (${count} in all): compare it with the page.`,
    ),
    ...firstOf(
      source,
      ENTITY,
      (words, count) =>
        `"${words}" is an HTML entity (${count} in all): it stays as written in the text, and is read as "&" in an address.`,
    ),
  ];
}
