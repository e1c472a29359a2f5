import { UserError, UserErrorCode } from '@wizness/kernel';
import { isCommonPassword, lettersAndDigits } from './common-passwords';
import { normalisePassword } from './password-hash';

// Lengths are in code points, and hold before and after normalisation. No rule requires a digit or a symbol: such rules
// only produce `Password123!`.
const MIN_LENGTH = 12;
const MAX_LENGTH = 256;

const lengthOf = (password: string): number => Array.from(password).length;

const isOneOf = (password: string, words: readonly string[]): boolean => {
  const core = lettersAndDigits(password);
  const withoutDigits = core.replaceAll(/^\d+|\d+$/g, '');
  return words.map(lettersAndDigits).some((word) => word !== '' && (word === core || word === withoutDigits));
};

/**
 * The errors of a new password, for the input field `field`; empty if it is valid. `known` is what others know about the
 * person (address, handle, name): a password that consists of it alone is refused.
 */
export const passwordErrors = (field: string, password: string, known: readonly string[] = []): UserError[] => {
  const error = (code: UserErrorCode, message: string) => [new UserError(code, message, [field])];
  const tooLong = `Use at most ${MAX_LENGTH} characters. Passwords are never truncated.`;
  // Checked first, because counting the characters of a megabyte is expensive. A code point has at most two code units.
  if (password.length > MAX_LENGTH * 2) return error(UserErrorCode.TOO_LONG, tooLong);
  if (!password.isWellFormed()) return error(UserErrorCode.INVALID, 'The password is not valid Unicode text.');
  const lengths = [lengthOf(password), lengthOf(normalisePassword(password))];
  if (Math.min(...lengths) < MIN_LENGTH) {
    return error(UserErrorCode.TOO_SHORT, `Use at least ${MIN_LENGTH} characters: several words are easy to remember.`);
  }
  if (Math.max(...lengths) > MAX_LENGTH) return error(UserErrorCode.TOO_LONG, tooLong);
  if (isCommonPassword(password)) {
    return error(UserErrorCode.INVALID, 'This password, or one like it, is too common: choose another.');
  }
  return isOneOf(password, known)
    ? error(UserErrorCode.INVALID, 'Do not use your address, handle or name as the password.')
    : [];
};
