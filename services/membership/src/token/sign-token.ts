import type { Clock, TokenKind } from '@wizness/kernel';
import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from './signing-key.entity';

const LIFETIME_SECONDS = 600;

/**
 * Signs a token of the given kind for the subject `sub`: a JWT (RFC 7519) with EdDSA (RFC 8037), valid for ten minutes.
 * The kernel's `verifySignedToken` verifies it.
 */
export const signToken = async (
  { type, audience }: TokenKind,
  claims: JWTPayload & { readonly sub: string },
  { key, issuer, clock }: { readonly key: SigningKey; readonly issuer: string; readonly clock: Clock },
): Promise<{ readonly token: string; readonly expiresAt: Date }> => {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const expiresAt = issuedAt + LIFETIME_SECONDS;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(await importJWK(key.privateKey, 'EdDSA'));
  return { token, expiresAt: new Date(expiresAt * 1000) };
};
