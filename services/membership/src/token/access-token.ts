import { ACCESS_TOKEN_TYPE, type Clock } from '@wizness/kernel';
import { importJWK, SignJWT } from 'jose';
import { identityOf } from '../member/identity-of';
import type { Member } from '../member/member.entity';
import type { SigningKeyService } from './signing-key.service';

export const ACCESS_TOKEN_SECONDS = 600;

/** Who issues tokens, and for whom. */
export interface TokenSettings {
  readonly issuer: string;
  readonly audience: string;
}

export interface AccessToken {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
}

/** Signs an access token for `member` in a session: a JWT (RFC 7519, RFC 9068) under EdDSA (RFC 8037), good for 10 min. */
export const issueAccessToken = async (
  member: Member,
  sessionId: string,
  { keys, clock, settings }: { keys: SigningKeyService; clock: Clock; settings: TokenSettings },
): Promise<AccessToken> => {
  const key = await keys.current();
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const expiresAt = issuedAt + ACCESS_TOKEN_SECONDS;
  const { memberId, roles, scopes, organisationId } = identityOf(member);
  const accessToken = await new SignJWT({ sid: sessionId, roles, scope: scopes.join(' '), org: organisationId })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.id, typ: ACCESS_TOKEN_TYPE })
    .setSubject(memberId)
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(await importJWK(key.privateKey, 'EdDSA'));
  return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1000) };
};
