import { CLOCK_TOLERANCE_SECONDS, CodedError, type ExternalIdentity, isCanonical } from '@wizness/kernel';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { ASKED_EVERY_MS } from './key-ring';

/** An OpenID Connect issuer whose people may come in: a company brings its own. */
export interface ExternalIssuer {
  /** The `iss` of its tokens, to the letter. */
  readonly issuer: string;
  /** Their `aud`: what the issuer calls us. */
  readonly audience: string;
  /** Where it publishes its keys. */
  readonly jwksUrl: string;
}

/** The issuer's keys can not be had now, so nobody can say whether a token of it is good. */
export class IssuerUnavailable extends CodedError {
  readonly code = 'ISSUER_UNAVAILABLE';
}

export interface ExternalTokens {
  /** Whether a token says that it is from this issuer; nothing of it has been checked. */
  claimedBy(token: string): boolean;
  /** Whom a token is about; null for one that is no good. Rejects with {@link IssuerUnavailable}. */
  verify(token: string, now: Date): Promise<ExternalIdentity | null>;
}

/** With a key pair: under a shared secret, whoever can check a token can also make one. */
const FAMILIES = ['RS', 'PS', 'ES'].flatMap((family) => [256, 384, 512].map((bits) => `${family}${bits}`));
const ALGORITHMS = [...FAMILIES, 'EdDSA'];
/** An issuer signs more than lets people in, such as word that they have signed out (RFC 8725 §3.11). */
const TYPES = /^(application\/)?(at\+)?jwt$/i;

/** Only asked for by the way: whoever reads it judges it, and does without. */
const WORDS = z.string().nullable().catch(null);
const CLAIMS = z.object({
  // OpenID Connect Core §2: at most 255 ASCII characters.
  sub: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  iat: z.number(),
  name: WORDS,
  preferred_username: WORDS,
  locale: WORDS,
});

/** What the token itself is to blame for; everything else that fails while a key is looked for is the issuer's. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;

const keysAt = (jwksUrl: string, timeoutMs: number): JWTVerifyGetKey => {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    timeoutDuration: timeoutMs,
    cooldownDuration: ASKED_EVERY_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      throw isAboutToken(cause) ? cause : new IssuerUnavailable('the keys of the issuer can not be had', { cause });
    }
  };
};

/** Checks the tokens of an issuer, whose keys it waits for at most `timeoutMs`. */
export const createExternalTokens = (
  { issuer, audience, jwksUrl }: ExternalIssuer,
  timeoutMs: number,
): ExternalTokens => {
  const keys = keysAt(jwksUrl, timeoutMs);
  return {
    claimedBy: (token) => {
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
        if (!TYPES.test(protectedHeader.typ ?? 'JWT') || iat > now.getTime() / 1000 + CLOCK_TOLERANCE_SECONDS)
          return null;
        return { issuer, subject, name, handle, locale, issuedAt: new Date(iat * 1000).toISOString() };
      } catch (error) {
        if (error instanceof IssuerUnavailable) throw error;
        return null;
      }
    },
  };
};
