import type { Identity } from '@wizness/kernel';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { KeyRing } from './key-ring';

/** For whom membership makes access tokens: for us. */
export const AUDIENCE = 'wizness-graph';
const TYPE = 'at+jwt';
/** Clocks of two machines are never the same. */
const TOLERANCE_SECONDS = 5;
const LONGEST_KID = 128;

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** The last character of a signature holds bits that nobody reads: with others there it would be another text, as good. */
const isCanonical = (token: string): boolean => {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
};

const kidOf = (token: string): string | null => {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === 'EdDSA' && typeof kid === 'string' && kid.length <= LONGEST_KID ? kid : null;
  } catch {
    return null;
  }
};

export interface AccessTokenRules {
  readonly keys: KeyRing;
  readonly issuer: string;
  readonly now: Date;
}

/**
 * Who an access token (RFC 9068, under EdDSA) says is asking; null for every token that is not whole, ours, meant for us
 * and good at `now`. Only a key of the ring counts, named by `kid`: no other algorithm and no key that the token brings
 * or points to. Rejects only where there are no keys to be had.
 */
export const verifyAccessToken = async (
  token: string,
  { keys, issuer, now }: AccessTokenRules,
): Promise<Identity | null> => {
  const kid = kidOf(token);
  const key = kid === null ? null : await keys.find(kid);
  if (!key || !isCanonical(token)) return null;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: TYPE,
      issuer,
      audience: AUDIENCE,
      currentDate: now,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp'],
    });
    const { sub: memberId, sid: sessionId, roles, scope } = payload;
    if (!memberId || typeof sessionId !== 'string' || !isTexts(roles) || typeof scope !== 'string') return null;
    return { memberId, roles, scopes: scope.split(' ').filter((part) => part !== ''), sessionId };
  } catch {
    return null;
  }
};
