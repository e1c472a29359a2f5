/** Control characters, and format characters that hide or reorder text. The two joiners are allowed: some scripts need them. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const MAX_NAME_LENGTH = 80;
const MAX_TEXT_LENGTH = 2000;
const NO_INVISIBLE_CHARACTERS = 'Remove invisible and control characters.';

const lengthOf = (text: string): number => Array.from(text).length;

/** The stored form of a name. */
export const normaliseName = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

/** Why `name` cannot be displayed as a name on one line, as a message for the user; null if it is valid. */
export const checkName = (name: string): string | null => {
  const normal = normaliseName(name);
  if (normal === '' || !/[\p{L}\p{N}]/u.test(normal)) return 'Enter a name with at least one letter or digit.';
  if (lengthOf(normal) > MAX_NAME_LENGTH) return `Use at most ${MAX_NAME_LENGTH} characters.`;
  return INVISIBLE.test(normal) ? NO_INVISIBLE_CHARACTERS : null;
};

/** Why `text` cannot be displayed as a text of several lines, as a message for the user; null if it is valid. */
export const checkText = (text: string): string | null => {
  if (lengthOf(text) > MAX_TEXT_LENGTH) return `Use at most ${MAX_TEXT_LENGTH} characters.`;
  return INVISIBLE.test(text.replaceAll(/[\n\r\t]/g, ' ')) ? NO_INVISIBLE_CHARACTERS : null;
};
