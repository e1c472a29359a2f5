import { createHash } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';

/** Who is asking, as every service sees it. The gateway decides this once, at the edge. */
export interface Identity {
  readonly memberId: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** The organisation that has confirmed the member as its own; absent for a visitor and where none has. */
  readonly organisationId?: string | null;
  /** The session whose access token asks; absent for a visitor and for an API key. */
  readonly sessionId?: string | null;
  /** The API key that asks; absent for a person and for a visitor. */
  readonly apiKeyId?: string | null;
  /** IP address of the client as the gateway sees it; absent where nobody asks from outside. */
  readonly clientAddress?: string | null;
  /** What the client calls itself: its `User-Agent`. */
  readonly userAgent?: string | null;
}

/** Somebody as a foreign OpenID Connect issuer knows them, out of a token that the gateway has found good. */
export interface ExternalIdentity {
  readonly issuer: string;
  /** The issuer's own name for the person, which never changes. */
  readonly subject: string;
  readonly name: string | null;
  /** What the person would like to be called here. */
  readonly handle: string | null;
  /** BCP 47. */
  readonly locale: string | null;
  /** When the token was issued, as RFC 3339 writes it. */
  readonly issuedAt: string;
}

export const anonymous: Identity = { memberId: null, roles: [], scopes: [] };

/** HTTP header that carries the signed identity from the gateway to a subgraph. */
export const IDENTITY_HEADER = 'x-wizness-identity';

/** Long enough for a slow network, short enough that a leaked header is of no use. */
const LIFETIME_SECONDS = 30;

/** What a signature holds for: this request to this service, and no other. */
export interface SignedRequest {
  /** Name of the service that is asked. */
  readonly service: string;
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  /** The body as it is sent; empty where there is none. */
  readonly body: string;
}

const digestOf = ({ method, path, body }: SignedRequest): string =>
  createHash('sha256').update(`${method} ${path}\n${body}`).digest('base64url');

/** Signs `identity` for one request: a JWT (RFC 7519) under HS256 with a lifetime of 30 seconds. */
export const signIdentity = (identity: Identity, request: SignedRequest, secret: Uint8Array): Promise<string> =>
  new SignJWT({ identity, request: digestOf(request) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('gateway')
    .setAudience(request.service)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(secret);

/** A good signature, for a request that is yet to be compared. */
export interface SignedIdentity {
  readonly identity: Identity;
  /** Whether it was signed for this very request. */
  matches(request: SignedRequest): boolean;
}

/** What `token` says, or null where it is absent, forged, expired or meant for another service. */
export const verifyIdentity = async (
  token: string | undefined,
  service: string,
  secret: Uint8Array,
): Promise<SignedIdentity | null> => {
  if (!token) return null;
  try {
    const { payload } = await jwtVerify<{ identity: Identity; request: string }>(token, secret, {
      algorithms: ['HS256'],
      issuer: 'gateway',
      audience: service,
      requiredClaims: ['identity', 'request', 'exp'],
    });
    return { identity: payload.identity, matches: (request) => payload.request === digestOf(request) };
  } catch {
    return null;
  }
};
