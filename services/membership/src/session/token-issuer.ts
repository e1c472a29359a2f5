import { ACCESS_TOKEN, type Clock } from '@wizness/kernel';
import { identityOf } from '../member/identity-of';
import { signToken } from '../token/sign-token';
import type { SigningKeyStore } from '../token/signing-key.store';
import type { Grant } from './session.store';
import type { TokenPair } from './session.types';

export class TokenIssuer {
  constructor(
    private readonly signingKeys: SigningKeyStore,
    private readonly clock: Clock,
    private readonly issuer: string,
  ) {}

  /**
   * Signs an access token (RFC 9068) for ten minutes, and returns it with the refresh token. Call it after the
   * transaction, never within it: it reads the signing key through a connection of its own.
   */
  async issue({ member, sessionId, refreshToken, expiresAt }: Grant): Promise<TokenPair> {
    const { memberId, roles, scopes, organisationId, locale } = identityOf(member);
    const claims = { sub: memberId, sid: sessionId, roles, scope: scopes.join(' '), org: organisationId, locale };
    const signer = { key: await this.signingKeys.current(), issuer: this.issuer, clock: this.clock };
    const access = await signToken(ACCESS_TOKEN, claims, signer);
    return {
      accessToken: access.token,
      accessTokenExpiresAt: access.expiresAt,
      refreshToken,
      refreshTokenExpiresAt: expiresAt,
    };
  }
}
