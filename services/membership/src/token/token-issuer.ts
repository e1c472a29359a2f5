import { ACCESS_TOKEN, type Clock } from '@wizness/kernel';
import { identityOf } from '../member/identity-of';
import type { Member } from '../member/member.entity';
import { signToken } from './sign-token';
import type { SigningKeyStore } from './signing-key.store';

export interface AccessToken {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
}

/** Signs an access token (RFC 9068) for `member` in a session, good for ten minutes. */
export const issueAccessToken = async (
  member: Member,
  sessionId: string,
  { keys, issuer, clock }: { readonly keys: SigningKeyStore; readonly issuer: string; readonly clock: Clock },
): Promise<AccessToken> => {
  const { memberId, roles, scopes, organisationId } = identityOf(member);
  const claims = { sub: memberId, sid: sessionId, roles, scope: scopes.join(' '), org: organisationId };
  const { token, expiresAt } = await signToken(ACCESS_TOKEN, claims, { key: await keys.current(), issuer, clock });
  return { accessToken: token, accessTokenExpiresAt: expiresAt };
};
