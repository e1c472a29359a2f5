const WORD = /[\p{L}\p{N}\p{M}_]/u;
const DIGIT = /\p{N}/u;
/** Letters of scripts that put no space between words: each may begin or end a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Characters that are read on each side of a position. What joins two words is shorter. */
const WINDOW = 40;

/** Between two letters or digits: a hyphen, or `&` as in "T&T". */
const JOINER = /^[-\u2010\u2011\ufe63\uff0d&]$/u;
/** Between two digits also: a decimal mark, a sign of a fraction, of a date, of a time or of an interval. */
const DIGIT_JOINER = /^[.,:/'’`´·˙٫٬⁄∕，．：／＇\u02bc\u2010-\u2015\u2212]$/u;
const GROUPING_SPACES = /^[^\S\n\r]+$/u;
/** Only the first group of a number has fewer than three digits, so "1998 100" are two numbers. */
const FIRST_GROUP = /(?<!\p{N})\p{N}{1,3}$|(?<!\p{N})\p{N}{1,3}(?:[^\S\n\r]\p{N}{3})+$/u;

const APOSTROPHE = /^['\u2018\u2019\u201b\u02bc\uff07]$/u;
/** Words that French joins to the next by an apostrophe. "Aujourd'hui" and "quelqu'un" are single words. */
const ELIDED = /(?<![\p{L}\p{N}\p{M}])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)$/iu;
/** What English joins to the word before by an apostrophe. */
const CLITIC = /^(?:s|re|ve|ll|d|m)(?![\p{L}\p{N}\p{M}])/iu;

/** A symbol that belongs to the number before it, or a currency sign that belongs to the number after it. */
const SYMBOL_FOLLOWS = /^[^\S\n\r]*[%‰‱°\p{Sc}]/u;
const NUMBER_PRECEDES = /\p{N}[^\S\n\r]*$/u;
const CURRENCY_PRECEDES = /(?<!\p{N}[^\S\n\r]*)\p{Sc}[^\S\n\r]*$/u;
const NUMBER_FOLLOWS = /^[^\S\n\r]*\p{N}/u;
/** A sign or a decimal mark before the first digit. At the beginning of a line, a dash is a bullet. */
const SIGN_PRECEDES = /(?<=[^\n\r\p{L}\p{N}\p{M}\p{P}][^\S\n\r]*|[(«"“])[-\u2212]$|(?<![\p{L}\p{N}.])\.$/u;

const before = (text: string, index: number): string => text.slice(Math.max(0, index - WINDOW), index);
const after = (text: string, index: number): string => text.slice(index, index + WINDOW);

/** Format characters such as the soft hyphen have no width: they are not between anything. */
const visible = (text: string): string => text.replace(/\p{Cf}/gu, '');

/** The end of `text` up to its last letter or digit, and what comes after that. */
const splitAtLastWord = (text: string): [word: string, rest: string] => {
  const characters = [...text];
  const last = characters.findLastIndex((character) => WORD.test(character));
  return [characters.slice(0, last + 1).join(''), characters.slice(last + 1).join('')];
};

const areLettersJoined = (left: string, right: string): boolean =>
  !UNSPACED.test([...left].at(-1) ?? '') && !UNSPACED.test([...right][0] ?? '');

/** Whether an apostrophe, before or after which a passage begins or ends, is inside a word. */
const isInsideWord = (left: string, right: string, isAfterApostrophe: boolean): boolean =>
  isAfterApostrophe ? !ELIDED.test(left) : !CLITIC.test(right);

/** Whether the characters around an index belong to one word or one number. */
const isJoined = (text: string, index: number): boolean => {
  const [leading, trailing] = [visible(before(text, index)), visible(after(text, index))];
  if (NUMBER_PRECEDES.test(leading) && SYMBOL_FOLLOWS.test(trailing)) return true;
  if (NUMBER_FOLLOWS.test(trailing) && CURRENCY_PRECEDES.test(leading)) return true;
  if (/^\p{N}/u.test(trailing) && SIGN_PRECEDES.test(leading)) return true;
  const [left, opened] = splitAtLastWord(leading);
  const start = trailing.search(WORD);
  if (left === '' || start < 0) return false;
  const [closed, right] = [trailing.slice(0, start), trailing.slice(start)];
  const between = opened + closed;
  if (between === '') return areLettersJoined(left, right);
  if (JOINER.test(between)) return true;
  const areDigits = DIGIT.test([...left].at(-1) ?? '') && DIGIT.test([...right][0] ?? '');
  if (areDigits) return DIGIT_JOINER.test(between) || (GROUPING_SPACES.test(between) && FIRST_GROUP.test(left));
  return APOSTROPHE.test(between) && isInsideWord(left, right, opened !== '');
};

/** Two regional indicators are one flag. */
const HALF_A_FLAG = /(?<!\p{RI})(?:\p{RI}{2})*\p{RI}$/u;

/** Marks, joiners and modifiers belong to the character before them. */
const isInsideCharacter = (text: string, index: number): boolean =>
  /^[\p{M}\p{EMod}\u200d]/u.test(after(text, index)) ||
  /\p{ExtPict}\ufe0f?\u200d$/u.test(before(text, index)) ||
  (/^\p{RI}/u.test(after(text, index)) && HALF_A_FLAG.test(before(text, index))) ||
  (/[\ud800-\udbff]$/.test(before(text, index)) && /^[\udc00-\udfff]/.test(after(text, index)));

const isBoundary = (text: string, index: number): boolean =>
  index === 0 || index === text.length || (!isInsideCharacter(text, index) && !isJoined(text, index));

/**
 * Whether a part of a text begins and ends at the boundary of a word or a number. A grouping space, a decimal mark, a
 * percent or currency sign, a hyphen or an apostrophe inside a word is no boundary: "200 euros" is not in "1 200
 * euros", nor "vingt" in "quatre-vingt". An elided word is a word of its own: "eau" is in "l'eau". `start` and `end`
 * (excluded) are UTF-16 indices. Takes a constant time.
 */
export const isWholeWords = (text: string, start: number, end: number): boolean =>
  start < end && isBoundary(text, start) && isBoundary(text, end);
