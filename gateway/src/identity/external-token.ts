import { CLOCK_TOLERANCE_SECONDS, CodedError, type ExternalIdentity, isCanonical } from '@wizness/kernel';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { MIN_REFRESH_INTERVAL_MS } from './key-ring';

/** An OpenID Connect issuer, for example of a company, whose users may sign in. */
export interface ExternalIssuer {
  /** The `iss` of its tokens, compared exactly. */
  readonly issuer: string;
  /** The `aud` of its tokens: the client id of this graph at the issuer. */
  readonly audience: string;
  /** URL of its public keys (RFC 7517). */
  readonly jwksUrl: string;
}

/** The keys of the issuer cannot be fetched, so its tokens cannot be verified. */
export class IssuerUnavailable extends CodedError {
  readonly code = 'ISSUER_UNAVAILABLE';
}

export interface ExternalTokens {
  /** Whether the token names this issuer in `iss`. The token is not verified. */
  isFromIssuer(token: string): boolean;
  /** The identity in a token; null if the token is invalid. Rejects with {@link IssuerUnavailable}. */
  verify(token: string, now: Date): Promise<ExternalIdentity | null>;
}

/** Only asymmetric algorithms: with a shared secret, everyone who can verify a token can also create one. */
const FAMILIES = ['RS', 'PS', 'ES'].flatMap((family) => [256, 384, 512].map((bits) => `${family}${bits}`));
const ALGORITHMS = [...FAMILIES, 'EdDSA'];
/** An issuer also signs tokens that are no credentials, such as logout tokens (RFC 8725 §3.11). */
const TOKEN_TYPES = /^(application\/)?(at\+)?jwt$/i;

/** Null if absent or of another type: the token is valid without it. */
const OPTIONAL_TEXT = z.string().nullable().catch(null);
const CLAIMS = z.object({
  // OpenID Connect Core §2: at most 255 ASCII characters.
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  iat: z.number(),
  name: OPTIONAL_TEXT,
  preferred_username: OPTIONAL_TEXT,
  locale: OPTIONAL_TEXT,
});

/** Errors caused by the token. All other errors while a key is looked up are caused by the issuer. */
const isCausedByToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

const keysAt = (jwksUrl: string, timeoutMs: number): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: timeoutMs,
    cooldownDuration: MIN_REFRESH_INTERVAL_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      throw isCausedByToken(cause)
        ? cause
        : new IssuerUnavailable('The keys of the issuer are unavailable.', { cause });
    }
  };
};

/** Verifies the tokens of an external issuer. Waits for its keys at most `timeoutMs`. */
export const createExternalTokens = (
  { issuer, audience, jwksUrl }: ExternalIssuer,
  timeoutMs: number,
): ExternalTokens => {
  const keys = keysAt(jwksUrl, timeoutMs);
  return {
    isFromIssuer: (token) => {
      try {
        return decodeJwt(token).iss === issuer;
      } catch {
        return false;
      }
    },
    verify: async (token, now) => {
      if (!isCanonical(token)) return null;
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys, {
          algorithms: ALGORITHMS,
          issuer,
          audience,
          currentDate: now,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['sub', 'iat', 'exp'],
        });
        const { sub: subject, iat, name, preferred_username: handle, locale } = CLAIMS.parse(payload);
        if (!TOKEN_TYPES.test(protectedHeader.typ ?? 'JWT')) return null;
        if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE_SECONDS) return null;
        return { issuer, subject, name, handle, locale, issuedAt: new Date(iat * 1000).toISOString() };
      } catch (error) {
        if (error instanceof IssuerUnavailable) throw error;
        return null;
      }
    },
  };
};
