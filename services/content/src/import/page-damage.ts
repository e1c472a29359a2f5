import type { TextProblem, WarningCode } from '../rich-text/text-warnings';

/** Windows-1252 characters of the bytes 0x80 to 0xBF, which continue a character of UTF-8. */
const CONTINUATION = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
/** Those that no text has after a letter, unlike "é…»" and "à\u00a0€". */
const STRANGE = '[\\u0080-\\u009f¡¢¤¥¦¨©ª¬\\u00ad®¯±-³µ¶¸-º¼-¾‚ƒ„†‡ˆŠŒŽ˜™šœžŸ]';
/** Characters of UTF-8 that were decoded as Windows-1252: accents ("Ã©", "Å“", "ÄŸ"), typography ("â€™") and other scripts. */
const AS_WINDOWS_1252 = [
  `[ÃÅ]${CONTINUATION}`,
  // Of an uppercase word, the next mark may be one of the sentence: "JÄÄ»".
  `Ä(?:${STRANGE}|[°…‡‰‹›€](?=\\p{L})|(?<!\\p{Lu}Ä)[°…‡‰‹›€»])`,
  'Â[\\u00a0-\\u00bf]',
  // A no-break space became a space: "dÃ©jÃ ", "5Â €".
  '(?<!\\p{Lu})Ã(?=\\s|$)',
  '(?<=[\\p{Ll}\\p{N}»])Â(?=[\\s!?:;%€])',
  `â(?:€|‚|„)${CONTINUATION}`,
  ...['[ÎÏ]', '[ÐÑ]', '[ØÙÚÛ]', '×'].map((lead) => `(?:${lead}${CONTINUATION}){2,}`),
  `[à-ï](?:${STRANGE}${CONTINUATION}|${CONTINUATION}${STRANGE})`,
  `ðŸ${CONTINUATION}{2}`,
  'ï»¿|ï¿½',
];
/** Letters of Mac Roman or of a DOS code page within a word: "vallŽe", "prËs", "d‚j…". */
const AS_OTHER_PAGES = ['√[©®´†§∂™ß¢®]', '(?<=\\p{Ll})[ŽÈËÁÍˆ‰‡‚„Š](?=\\p{Ll})'];
const WRONGLY_DECODED = new RegExp(`(?:${[...AS_WINDOWS_1252, ...AS_OTHER_PAGES, '\\ufffd'].join('|')})+`, 'gu');
/** Characters that a program wrote as an escape: of Windows-1252 ("\\u0092"), JSON, quoted-printable mail or an address. */
const ESCAPED =
  /[\u0080-\u0084\u0086-\u009f]|\\u[\da-f]{4}|=(?:C3=[89AB][\dA-F]|E2=80=[\dA-F]{2})|(?<=^|[\s(«"])\p{L}*%C3%[89AB][\dA-F]/giu;
/** A letter that became a question mark: "vall?e", "d?j?". An address has other signs beside it. */
const LOST = /(?<=^|[\s(«"'’])(?:\p{L}\p{Ll}*(?:\?\p{Ll}+)+\??|\?\p{Ll}+\?)(?=$|[\s,;.)»"!])/gmu;
/** UTF-8 that was decoded as Windows-1251: pairs that begin with Р or С. */
const CYRILLIC = /(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u2010-\u203a°±µ№€™]){2,}/gu;
/** An entity of HTML; those that browsers also read without a semicolon are damage without one, too. */
const ENTITY =
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});|&(?:#\d{2,7}|nbsp|amp|lt|gt|quot|copy|reg|deg|laquo|raquo|[a-z](?:acute|grave|circ|uml|cedil|tilde|ring))(?![a-z\d;=])/giu;
/** A tag of HTML, which the text of a page does not have. */
const TAG =
  /<\/?(?:a|abbr|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|script|small|span|strong|sub|sup|table|td|th|tr|u|ul)(?:\s[^<>\n]{0,200})?\/?>/giu;
/** Characters of an address, of which so many are read. */
const ADDRESS = '[^\\s{}|«»"]{0,500}';
/** The beginning of an address without the rest: cut off with an ellipsis, at a space or at the end of a line. */
const CUT_ADDRESS = new RegExp(
  [
    '\\bhttps?:/{0,2}(?=\\s|$)',
    `\\bhttps?(?::/(?!/)|//)(?=[^\\s/])${ADDRESS}`,
    // A host without a dot.
    `\\bhttps?://(?!localhost\\b|[^\\s/{}|«»"]{0,300}[.:])${ADDRESS}`,
    `\\bhttps?://${ADDRESS}?(?:…|\\.{3}|%(?![\\da-f]{2}))${ADDRESS}`,
    `\\bhttps?://${ADDRESS}?[-=&?/_](?=\\n\\p{Ll})`,
    // In a link, with a space or a quotation mark within.
    '(?<=\\|)[^\\S\\n]*https?://[^\\s|{}«»"“”<>]*(?:[«»"“”<>]|[^\\S\\n]+(?=[^\\s}]))[^|{}\\n]*(?=\\}\\})',
  ].join('|'),
  'gimu',
);

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
      (words) =>
        `"${words}" is an HTML entity: it stays as written in the text. In an address, the entity of "&" is read as "&".`,
    ),
    ...everyOf(source, 'HTML_TAG', TAG, (words) => `"${words}" is an HTML tag: it stays as written in the text.`),
    ...everyOf(
      source,
      'CUT_ADDRESS',
      CUT_ADDRESS,
      (words) => `"${words}" looks like a part of an address: compare it with the page, and write the whole address.`,
    ),
  ];
}
