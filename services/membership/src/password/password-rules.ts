import { UserError, UserErrorCode } from '@wizness/kernel';
import { core, isCommonPassword } from './common-passwords';
import { normalisePassword } from './password-hash';

/** Code points, before and after normalising. No rule asks for a digit or a sign: that only makes `Password123!`. */
const SHORTEST = 12;
const LONGEST = 256;

const lengthOf = (password: string): number => Array.from(password).length;

const isAbout = (password: string, words: readonly string[]): boolean => {
  const said = core(password).replaceAll(/^\d+|\d+$/g, '');
  return words.some((word) => core(word) !== '' && (core(word) === said || core(word) === core(password)));
};

/**
 * What is wrong with a new password, under the name of its input field; empty where nothing is. `own` is what others
 * know of the person (address, handle, name), which alone makes no password.
 */
export const passwordFlaws = (field: string, password: string, own: readonly string[] = []): UserError[] => {
  const refuse = (code: UserErrorCode, message: string) => [new UserError(code, message, [field])];
  // Counting a megabyte costs, and nothing longer than twice the limit in code units can fit.
  if (password.length > LONGEST * 2) {
    return refuse(UserErrorCode.TOO_LONG, `Use at most ${LONGEST} characters; we never cut a password.`);
  }
  if (!password.isWellFormed()) return refuse(UserErrorCode.INVALID, 'The password is not valid Unicode text.');
  const lengths = [lengthOf(password), lengthOf(normalisePassword(password))];
  if (Math.min(...lengths) < SHORTEST) {
    return refuse(UserErrorCode.TOO_SHORT, `Use at least ${SHORTEST} characters: several words are easy to remember.`);
  }
  if (Math.max(...lengths) > LONGEST) {
    return refuse(UserErrorCode.TOO_LONG, `Use at most ${LONGEST} characters; we never cut a password.`);
  }
  if (isCommonPassword(password)) {
    return refuse(UserErrorCode.INVALID, 'Too many people use this password or one like it: choose another.');
  }
  return isAbout(password, own)
    ? refuse(UserErrorCode.INVALID, 'Do not make the password out of your address, handle or name.')
    : [];
};
