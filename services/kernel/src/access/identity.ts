import { hash, randomUUID, webcrypto } from 'node:crypto';
import { jwtVerify } from 'jose';
import { hmacOf } from './hmac';

/** The caller, as every service sees them. The gateway establishes it once, at the edge. */
export interface Identity {
  readonly memberId: string | null;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
  /** The organisation that has confirmed the member's affiliation; undefined or null if there is none. */
  readonly organisationId?: string | null;
  /** The session of the access token; undefined or null for an anonymous caller and for an API key. */
  readonly sessionId?: string | null;
  /** The API key that was used; undefined or null for an anonymous caller and for a session. */
  readonly apiKeyId?: string | null;
  /** IP address of the client as the gateway sees it; undefined or null for calls from inside. */
  readonly clientAddress?: string | null;
  /** The `User-Agent` header of the client. */
  readonly userAgent?: string | null;
  /** Language of the member (BCP 47), as of the access token; undefined or null for an anonymous caller. */
  readonly locale?: string | null;
  /** Languages that the client accepts (BCP 47), best first; undefined if its request names none. */
  readonly acceptedLanguages?: readonly string[];
}

/** A session of a member, as an access token names it. */
export interface SessionReference {
  readonly memberId: string;
  readonly sessionId: string;
}

/** A person as an external OpenID Connect issuer identifies them, from a token that the gateway has verified. */
export interface ExternalIdentity {
  readonly issuer: string;
  /** The issuer's identifier of the person. It never changes. */
  readonly subject: string;
  readonly name: string | null;
  /** The handle that the person prefers. */
  readonly handle: string | null;
  /** BCP 47. */
  readonly locale: string | null;
  /** When the token was issued, in RFC 3339. */
  readonly issuedAt: string;
}

export const anonymous: Identity = { memberId: null, roles: [], scopes: [] };

/** HTTP header that carries the signed identity from the gateway to a subgraph. */
export const IDENTITY_HEADER = 'x-wizness-identity';

/** Long enough for a slow network, short enough that a leaked header is useless. */
const LIFETIME_SECONDS = 30;

/** The request that a signature is bound to. */
export interface SignedRequest {
  /** Name of the service that the request is for. */
  readonly service: string;
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  /** The body as it is sent; empty if there is none. */
  readonly body: string;
}

const digestOf = ({ method, path, body }: SignedRequest): string =>
  hash('sha256', `${method} ${path}\n${body}`, 'base64url');

const keys = new WeakMap<Uint8Array, Promise<webcrypto.CryptoKey>>();

/** The key of a secret, imported once: every fetch is signed, and an import takes as long as a signature. */
const keyOf = (secret: Uint8Array): Promise<webcrypto.CryptoKey> => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = keys.get(secret) ?? webcrypto.subtle.importKey('raw', secret, algorithm, false, ['sign', 'verify']);
  keys.set(secret, key);
  return key;
};

const encoded = (json: string): string => Buffer.from(json).toString('base64url');

const HEADER = encoded('{"alg":"HS256"}');

const texts = new WeakMap<Identity, string>();

/** An identity as JSON, written once for all fetches of an operation. */
const textOf = (identity: Identity): string => {
  const text = texts.get(identity) ?? JSON.stringify(identity);
  texts.set(identity, text);
  return text;
};

/** The start of the ids of signatures of this process. */
const SIGNER = randomUUID();
let signed = 0;

/**
 * Signs `identity` for one request: a JWT (RFC 7519) under HS256 with an id and a lifetime of 30 seconds. Written here,
 * because a library signs asynchronously, which took a quarter of the gateway's time for a small operation.
 */
export const signIdentity = (identity: Identity, request: SignedRequest, secret: Uint8Array): string => {
  const iat = Math.floor(Date.now() / 1000);
  signed += 1;
  const audience = JSON.stringify(request.service);
  const claims = `"iss":"gateway","aud":${audience},"jti":"${SIGNER}.${signed}","iat":${iat},"exp":${iat + LIFETIME_SECONDS}`;
  const text = `${HEADER}.${encoded(`{"identity":${textOf(identity)},"request":"${digestOf(request)}",${claims}}`)}`;
  return `${text}.${hmacOf(secret, text)}`;
};

/** A valid signature, not compared with a request yet. */
export interface SignedIdentity {
  readonly identity: Identity;
  /** Of this signature alone. */
  readonly id: string;
  /** In seconds since 1970. */
  readonly expiresAt: number;
  /** Whether the signature was made for exactly this request. */
  matches(request: SignedRequest): boolean;
}

interface SignedClaims {
  readonly identity: Identity;
  readonly request: string;
  readonly jti: string;
  readonly exp: number;
}

/** The identity in `token`; null if the token is missing, forged, expired or meant for another service. */
export const verifyIdentity = async (
  token: string | undefined,
  service: string,
  secret: Uint8Array,
): Promise<SignedIdentity | null> => {
  if (!token) return null;
  try {
    const { payload } = await jwtVerify<SignedClaims>(token, await keyOf(secret), {
      algorithms: ['HS256'],
      issuer: 'gateway',
      audience: service,
      requiredClaims: ['identity', 'request', 'jti', 'exp'],
    });
    const { identity, jti: id, exp: expiresAt } = payload;
    return { identity, id, expiresAt, matches: (request) => payload.request === digestOf(request) };
  } catch {
    return null;
  }
};
