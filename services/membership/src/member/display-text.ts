/** Controls, and format characters that hide or turn text; the two joiners stay, for some scripts need them. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const LONGEST_NAME = 80;
const LONGEST_TEXT = 2000;

const lengthOf = (text: string): number => Array.from(text).length;

/** A name in the form it is kept in. */
export const normaliseName = (name: string): string => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ');

/** Why `name` can not be shown as one line that names somebody; null where it can. */
export const nameFlaw = (name: string): string | null => {
  const normal = normaliseName(name);
  if (normal === '' || !/[\p{L}\p{N}]/u.test(normal)) return 'Give a name with at least one letter or digit.';
  if (lengthOf(normal) > LONGEST_NAME) return `Write at most ${LONGEST_NAME} characters.`;
  return UNSEEN.test(normal) ? 'Leave out invisible and control characters.' : null;
};

/** Why `text` can not be shown as a text of several lines; null where it can. */
export const textFlaw = (text: string): string | null => {
  if (lengthOf(text) > LONGEST_TEXT) return `Write at most ${LONGEST_TEXT} characters.`;
  return UNSEEN.test(text.replaceAll(/[\n\r\t]/g, ' ')) ? 'Leave out invisible and control characters.' : null;
};
