import { badUserInput } from '../errors/fault';

/** The most characters in a search text. */
export const MAX_SEARCH_TEXT = 500;

/**
 * Returns `text` unchanged if it has at most `max` UTF-16 code units; throws BAD_USER_INPUT otherwise. `what` names the
 * text in the message. Bound every text of a caller with it **before** `String.normalize`, a loop over its characters or
 * a regular expression: normalising is quadratic in the number of combining marks, and one megabyte of them blocks the
 * process for a minute.
 */
export const boundedText = (text: string, max: number, what: string): string => {
  if (text.length <= max) return text;
  throw badUserInput(`The ${what} is too long: it has ${text.length} characters, and at most ${max} are allowed.`);
};
