import { badUserInput } from '@wizness/kernel';

/** In Unicode code points. */
export const DEFAULT_EXCERPT_LENGTH = 200;
const MAX_LENGTH = 1000;
const WORDS_PER_MINUTE = 200;
const ELLIPSIS = '…';

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' });

/** The longest beginning of `line` that has at most `length` code points and splits no character that a reader sees. */
const wholeCharacters = (line: string, length: number): string => {
  let kept = '';
  let count = 0;
  for (const { segment } of graphemes.segment(line)) {
    count += [...segment].length;
    if (count > length) break;
    kept += segment;
  }
  return kept;
};

/**
 * The beginning of a text on one line, at most `length` code points, cut at a space if there is one; a shortened text ends
 * with an ellipsis, which counts. Throws BAD_USER_INPUT for a length outside 1 to 1,000.
 */
export const excerptOf = (text: string, length: number): string => {
  if (length < 1 || length > MAX_LENGTH) throw badUserInput(`\`length\` must be 1 to ${MAX_LENGTH}, not ${length}.`);
  // No more of a long text is needed, however many code units a character has.
  const line = text
    .slice(0, MAX_LENGTH * 20)
    .replace(/\s+/g, ' ')
    .trim();
  if ([...line].length <= length) return line;
  const kept = wholeCharacters(line, length - 1);
  const space = line[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ');
  return `${(space > 0 ? kept.slice(0, space) : kept).replace(/[\s,;:]+$/, '')}${ELLIPSIS}`;
};

/** Minutes to read a text at 200 words a minute, rounded up; 0 for a text without words. */
export const readingMinutesOf = (text: string): number =>
  Math.ceil((text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0) / WORDS_PER_MINUTE);
