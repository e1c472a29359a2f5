import { UserError, UserErrorCode } from '@wizness/kernel';

/** The refusal of a field of the input, or nothing where there is no flaw. */
export const refuse = (field: string, flaw: string | null, code = UserErrorCode.INVALID): UserError[] =>
  flaw === null ? [] : [new UserError(code, flaw, [field])];

/** The same words for whoever waits, whether or not there is an account. `seconds` is rounded up. */
export const waitFirst = (seconds: number): UserError =>
  new UserError(
    UserErrorCode.RATE_LIMITED,
    `Too many attempts. Try again in ${Math.max(1, Math.ceil(seconds))} s, or reset the password.`,
  );
