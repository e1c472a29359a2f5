import { jwtVerify, SignJWT } from 'jose';

/** Who is asking, as every service sees it. The gateway decides this once, at the edge. */
export interface Identity {
  readonly memberId: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** The session whose access token asks; absent for a visitor and for an API key. */
  readonly sessionId?: string | null;
  /** The API key that asks; absent for a person and for a visitor. */
  readonly apiKeyId?: string | null;
  /** IP address of the client as the gateway sees it; absent where nobody asks from outside. */
  readonly clientAddress?: string | null;
  /** What the client calls itself: its `User-Agent`. */
  readonly userAgent?: string | null;
}

export const anonymous: Identity = { memberId: null, roles: [], scopes: [] };

/** HTTP header that carries the signed identity from the gateway to a subgraph. */
export const IDENTITY_HEADER = 'x-wizness-identity';

/** Long enough for a slow network, short enough that a leaked header is of no use. */
const LIFETIME_SECONDS = 30;

/** Signs `identity` for one subgraph: a JWT (RFC 7519) under HS256 with a lifetime of 30 seconds. */
export const signIdentity = (identity: Identity, subgraph: string, secret: Uint8Array): Promise<string> =>
  new SignJWT({ identity })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('gateway')
    .setAudience(subgraph)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(secret);

/** The identity in `token`, or null where the token is absent, forged, expired or meant for another subgraph. */
export const verifyIdentity = async (
  token: string | undefined,
  subgraph: string,
  secret: Uint8Array,
): Promise<Identity | null> => {
  if (!token) return null;
  try {
    const { payload } = await jwtVerify<{ identity: Identity }>(token, secret, {
      algorithms: ['HS256'],
      issuer: 'gateway',
      audience: subgraph,
    });
    return payload.identity;
  } catch {
    return null;
  }
};
