import type { Identity } from '@wizness/kernel';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** Far more than we sign; a longer one is refused before anything reads it. */
const LONGEST = 4096;
/** Clocks of two machines are never the same. */
const TOLERANCE_SECONDS = 5;

export interface AccessTokenRules {
  /** The public keys of the issuer. */
  readonly jwks: JSONWebKeySet;
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
}

export interface VerifiedAccessToken {
  readonly identity: Identity;
  readonly expiresAt: Date;
  /** The key that signed it. */
  readonly kid: string;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * Who `token` says is asking; null for every token that is not whole, ours, meant for us and good at `now`. Reads
 * nothing but its arguments, and throws nothing. Only EdDSA, and only a key that the token names by `kid` and `jwks`
 * holds: whatever else a header offers (another algorithm, a key of its own, an address of one) is not looked at.
 */
export const verifyAccessToken = async (
  token: string,
  { jwks, issuer, audience, now }: AccessTokenRules,
): Promise<VerifiedAccessToken | null> => {
  if (token.length > LONGEST) return null;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks), {
      algorithms: ['EdDSA'],
      typ: ACCESS_TOKEN_TYPE,
      issuer,
      audience,
      currentDate: now,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'sid', 'iat', 'nbf', 'exp'],
    });
    const { sub, sid, roles, scope, exp } = payload;
    const { kid } = protectedHeader;
    if (!kid || !sub || typeof sid !== 'string' || !isTexts(roles) || typeof scope !== 'string') return null;
    const scopes = scope.split(' ').filter((part) => part !== '');
    return { identity: { memberId: sub, roles, scopes, sessionId: sid }, expiresAt: new Date((exp ?? 0) * 1000), kid };
  } catch {
    return null;
  }
};
