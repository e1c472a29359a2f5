import { type CryptoKey, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';

/** Far longer than our tokens. A longer one is refused before it is parsed. */
const MAX_LENGTH = 4096;
const MAX_KID_LENGTH = 128;
/** Allowed difference between the clocks of two machines when a token is verified. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/** Distinguishes a kind of token from other tokens that are signed with the same keys. */
export interface TokenKind {
  /** The `typ` in the header. */
  readonly type: string;
  readonly audience: string;
}

/** Permission to download a data export, signed by membership: `jti` is the export, `sub` the member. */
export const DATA_EXPORT_TOKEN: TokenKind = { type: 'data-export+jwt', audience: 'wizness-data-export' };

export interface TokenRules {
  /** The public key with that `kid`; null if there is none. Rejects if the keys cannot be fetched. */
  find(kid: string): Promise<CryptoKey | null>;
  readonly issuer: string;
  readonly now: Date;
}

/**
 * Whether the signature has its only canonical encoding. The last character of a base64url text contains unused bits, so
 * without this check a changed token would also be valid.
 */
export const isCanonical = (token: string): boolean => {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
};

const kidOf = (token: string): string | null => {
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    return alg === 'EdDSA' && typeof kid === 'string' && kid !== '' && kid.length <= MAX_KID_LENGTH ? kid : null;
  } catch {
    return null;
  }
};

/**
 * The claims of a token that membership signed: a JWT (RFC 7519) with EdDSA (RFC 8037). Null for a token that is damaged, of
 * another kind, from another issuer or not valid at `now`. Only keys that `find` returns for the `kid` are accepted: no
 * other algorithm, and no key that the token contains or links to. Rejects only if `find` does.
 */
export const verifySignedToken = async (
  token: string,
  { type, audience }: TokenKind,
  { find, issuer, now }: TokenRules,
): Promise<JWTPayload | null> => {
  if (token.length > MAX_LENGTH || !isCanonical(token)) return null;
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
