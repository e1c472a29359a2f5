import { type CryptoKey, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';

/** Far more than we sign; a longer one is refused before anything reads it. */
const LONGEST = 4096;
const LONGEST_KID = 128;
/** Clocks of two machines are never the same: how far apart they may be where a token is checked. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** What tells one kind of our tokens from every other that is signed with the same keys. */
export interface TokenKind {
  /** The `typ` of its header. */
  readonly type: string;
  readonly audience: string;
}

/** What membership signs for whoever may fetch an export of data: its `jti` is the export, its `sub` the member. */
export const DATA_EXPORT_TOKEN: TokenKind = { type: 'data-export+jwt', audience: 'wizness-data-export' };

export interface TokenRules {
  /** The public key of that `kid`; null where there is none. Rejects where nobody can say. */
  find(kid: string): Promise<CryptoKey | null>;
  readonly issuer: string;
  readonly now: Date;
}

/**
 * Whether a token is written in the one way. The last character of a signature holds bits that nobody reads: with others
 * there it would be another text, as good.
 */
export const isCanonical = (token: string): boolean => {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
};

const kidOf = (token: string): string | null => {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === 'EdDSA' && typeof kid === 'string' && kid !== '' && kid.length <= LONGEST_KID ? kid : null;
  } catch {
    return null;
  }
};

/**
 * The claims of a token that we signed ourselves: a JWT (RFC 7519) under EdDSA (RFC 8037). Null for every token that is
 * not whole, of this kind, from `issuer` and good at `now`. Only a key that `find` has counts, named by `kid`: no other
 * algorithm, and no key that the token brings or points to. Rejects only where `find` does.
 */
export const verifySignedToken = async (
  token: string,
  { type, audience }: TokenKind,
  { find, issuer, now }: TokenRules,
): Promise<JWTPayload | null> => {
  if (token.length > LONGEST || !isCanonical(token)) return null;
  const kid = kidOf(token);
  const key = kid === null ? null : await find(kid);
  if (!key) return null;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: type,
      issuer,
      audience,
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'iat', 'nbf', 'exp'],
    });
    return payload;
  } catch {
    return null;
  }
};
