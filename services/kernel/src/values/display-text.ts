import { boundedText } from './bounded-text';
import { normaliseText } from './normalise-text';

/** The most code units that a code point of a text in normalisation form C can have before it is normalised. */
const MAX_EXPANSION = 8;
/** Enough for every living script, pointed biblical Hebrew and Tibetan stacks included. */
const MAX_MARKS = 6;

/**
 * Characters that hide or reorder text, or that look like nothing: control and private characters, bidi
 * controls, fillers such as U+3164 and U+115F, and the blank Braille pattern. Joiners and the variation selectors of
 * emoji are checked in their context instead.
 */
const INVISIBLE =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** A joiner changes how its neighbours look only in some scripts and between emoji: elsewhere it is invisible. */
const LONE_JOINER =
  /(?<![\p{L}\p{M}\p{S}])[\u200c\u200d]|(?<=[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{S}])/u;
const LONE_SELECTOR = /(?<![\p{S}\p{N}#*])[\ufe0e\ufe0f]/u;
const TOO_MANY_MARKS = new RegExp(`\\p{M}{${MAX_MARKS + 1}}`, 'u');
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

const lengthOf = (text: string): number => Array.from(text).length;

/** Why the combining marks of `text` would cover what is above and below it; null if they do not. */
export const marksProblem = (text: string): string | null =>
  TOO_MANY_MARKS.test(text) ? `Use at most ${MAX_MARKS} combining marks on a letter.` : null;

/** The problem of a text that is in normalisation form C; null if there is none. */
const characterProblem = (text: string): string | null =>
  INVISIBLE.test(text) || LONE_JOINER.test(text) || LONE_SELECTOR.test(text)
    ? 'Remove invisible and control characters.'
    : marksProblem(text);

/**
 * The stored form of a text on one line: normalisation form C, and single spaces only between words. Throws
 * BAD_USER_INPUT for a text so long that {@link lineProblem} refuses it.
 */
export const normaliseLine = (text: string, maxLength: number): string =>
  normaliseText(boundedText(text, maxLength * MAX_EXPANSION, 'text'), 'NFC')
    .trim()
    .replaceAll(/\s+/g, ' ');

/**
 * Why `text` cannot be displayed on one line, as a message for the user; null if it is valid. The rule for every name and
 * title: at most `maxLength` code points once normalised, with a visible letter or digit, without characters that hide or
 * reorder text, and with a bounded number of combining marks on a letter.
 */
export const lineProblem = (text: string, maxLength: number): string | null => {
  const tooLong = `Use at most ${maxLength} characters.`;
  if (text.length > maxLength * MAX_EXPANSION) return tooLong;
  const line = normaliseLine(text, maxLength);
  if (lengthOf(line) > maxLength) return tooLong;
  const problem = characterProblem(line);
  return problem ?? (LETTER_OR_DIGIT.test(line) ? null : 'Use at least one letter or digit.');
};

/** As {@link lineProblem}, for a text that may have several lines and tabs, and may be empty. */
export const paragraphsProblem = (text: string, maxLength: number): string | null => {
  const tooLong = `Use at most ${maxLength} characters.`;
  if (text.length > maxLength * MAX_EXPANSION || lengthOf(text) > maxLength) return tooLong;
  return characterProblem(normaliseText(text, 'NFC').replaceAll(/[\n\r\t]/g, ' '));
};
