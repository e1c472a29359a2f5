import { UserError, UserErrorCode } from '@wizness/kernel';

/** One user error for an input field, or for the input as a whole if `field` is null; none if `problem` is null. `problem` is the message for the user. */
export const fieldErrors = (field: string | null, problem: string | null, code = UserErrorCode.INVALID): UserError[] =>
  problem === null ? [] : [new UserError(code, problem, field === null ? null : [field])];

/** The error for a throttled caller, the same whether or not the account exists. `seconds` is rounded up. */
export const tooManyAttempts = (seconds: number): UserError => waitFor(seconds, '');

/** As {@link tooManyAttempts}, for a caller who must prove a password. */
export const tooManyGuesses = (seconds: number): UserError => waitFor(seconds, ', or reset the password');

const waitFor = (seconds: number, alternative: string): UserError => {
  const wait = Math.max(1, Math.ceil(seconds));
  return new UserError(
    UserErrorCode.RATE_LIMITED,
    `Too many attempts. Try again in ${wait} s${alternative}.`,
    null,
    wait,
  );
};
