import type { TextProblem, WarningCode } from '../rich-text/text-warnings';

/** Windows-1252 characters of the bytes 0x80 to 0xBF, which continue a character of UTF-8. */
const CONTINUATION = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** UTF-8 that was decoded as Windows-1252 ("Ã©", "â€™", "Å“") or Mac Roman ("√©"), and characters lost in decoding. */
const WRONGLY_DECODED = new RegExp(
  `(?:[ÃÅ]${CONTINUATION}|Â[\\u00a0-\\u00bf]|â(?:€|‚|„)${CONTINUATION}|√[©®´†§∂™ß¢®]|ï»¿|\\ufffd)+`,
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

/** Places of one kind of damage that are listed. A page that is damaged throughout is saved again, not corrected by hand. */
const MAX_LISTED = 20;

/** Every place where `pattern` matches, up to {@link MAX_LISTED}; beyond that, the first one states the total. */
const everyOf = (
  source: string,
  code: WarningCode,
  pattern: RegExp,
  message: (words: string) => string,
): TextProblem[] => {
  const found = [...source.matchAll(pattern)];
  const total =
    found.length > MAX_LISTED ? ` There are ${found.length} like this; the first ${MAX_LISTED} are listed.` : '';
  return found.slice(0, MAX_LISTED).map(({ 0: words, index: at }, place) => {
    return { code, at, end: at + words.length, message: message(words) + (place === 0 ? total : '') };
  });
};

const SAVE_AGAIN = 'save the page again as UTF-8 from its source.';

/** Signs that a page was damaged before it was saved. The text is kept as it is: only a person can say what it was. */
export function damageProblems(source: string): TextProblem[] {
  const wronglyDecoded = (words: string) => `"${words}" looks like text that was decoded wrongly: ${SAVE_AGAIN}`;
  return [
    ...everyOf(source, 'MOJIBAKE', WRONGLY_DECODED, wronglyDecoded),
    ...everyOf(source, 'MOJIBAKE', CYRILLIC, wronglyDecoded),
    ...everyOf(
      source,
      'ESCAPED_CHARACTER',
      ESCAPED,
      (words) => `${JSON.stringify(words)} looks like a character that was escaped or decoded wrongly: ${SAVE_AGAIN}`,
    ),
    ...everyOf(source, 'LOST_LETTER', LOST, (words) => `"${words}" may have lost a letter: compare it with the page.`),
    ...everyOf(
      source,
      'HTML_ENTITY',
      ENTITY,
      (words) => `"${words}" is an HTML entity: it stays as written in the text, and is read as "&" in an address.`,
    ),
  ];
}
