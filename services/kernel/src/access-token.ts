import { z } from 'zod';
import type { Identity } from './identity';
import { type TokenRules, verifySignedToken } from './signed-token';

/** For whom access tokens are made: for the graph. */
export const ACCESS_TOKEN_AUDIENCE = 'wizness-graph';
/** The `typ` of their header (RFC 9068). */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

const CLAIMS = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  roles: z.array(z.string()),
  /** Separated by spaces. */
  scope: z.string(),
  org: z.string().min(1).nullish(),
});

/**
 * Who an access token says is asking; null for every token that is no good, for whatever reason. The one place that
 * says so, for whoever makes them and whoever takes them. Rejects only where `find` does.
 */
export const verifyAccessToken = async (token: string, rules: TokenRules): Promise<Identity | null> => {
  const kind = { type: ACCESS_TOKEN_TYPE, audience: ACCESS_TOKEN_AUDIENCE };
  const { data } = CLAIMS.safeParse(await verifySignedToken(token, kind, rules));
  if (!data) return null;
  const { sub: memberId, sid: sessionId, roles, scope, org: organisationId } = data;
  const scopes = scope.split(' ').filter((part) => part !== '');
  return { memberId, roles, scopes, sessionId, ...(organisationId && { organisationId }) };
};
