import { fault, FaultCode, type Identity, UserError, UserErrorCode } from '@wizness/kernel';

/** Id of the member who asks. Throws UNAUTHENTICATED for a visitor. */
export const requireMember = ({ memberId }: Identity): string => {
  if (memberId) return memberId;
  throw fault(FaultCode.UNAUTHENTICATED, 'Sign in first: send `Authorization: Bearer <access token>`.');
};

/** The same for what only the person may do. Throws FORBIDDEN for an API key, whatever its scopes. */
export const requirePerson = (identity: Identity): string => {
  const memberId = requireMember(identity);
  if (!identity.apiKeyId) return memberId;
  throw fault(FaultCode.FORBIDDEN, 'An API key may not do this: sign in with the password.');
};

/** The refusal of a field of the input, or nothing where there is no flaw. */
export const refuse = (field: string, flaw: string | null, code = UserErrorCode.INVALID): UserError[] =>
  flaw === null ? [] : [new UserError(code, flaw, [field])];

/** The same words for whoever waits, whether or not there is an account. `seconds` is rounded up. */
export const waitFirst = (seconds: number): UserError =>
  new UserError(
    UserErrorCode.RATE_LIMITED,
    `Too many attempts. Try again in ${Math.max(1, Math.ceil(seconds))} s, or reset the password.`,
  );
