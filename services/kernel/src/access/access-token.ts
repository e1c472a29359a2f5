import { z } from 'zod';
import type { Identity } from './identity';
import { type TokenKind, type TokenRules, verifySignedToken } from './signed-token';

/** Access tokens for this graph. The `typ` is that of RFC 9068. */
export const ACCESS_TOKEN: TokenKind = { type: 'at+jwt', audience: 'wizness-graph' };

const CLAIMS = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  roles: z.array(z.string()),
  /** Separated by spaces. */
  scope: z.string(),
  org: z.string().min(1).nullish(),
  locale: z.string().nullish(),
});

/**
 * The identity in an access token; null for a token that is not valid, for whatever reason. The only place that decides
 * this, for membership and for the gateway. Rejects only if `find` does.
 */
export const verifyAccessToken = async (token: string, rules: TokenRules): Promise<Identity | null> => {
  const { data } = CLAIMS.safeParse(await verifySignedToken(token, ACCESS_TOKEN, rules));
  if (!data) return null;
  const { sub: memberId, sid: sessionId, roles, scope, org: organisationId, locale } = data;
  const scopes = scope.split(' ').filter((part) => part !== '');
  return { memberId, roles, scopes, sessionId, ...(organisationId && { organisationId }), ...(locale && { locale }) };
};
