import {
  acceptedLanguages,
  anonymous,
  type Clock,
  type Identity,
  type Logger,
  verifyAccessToken,
} from '@wizness/kernel';
import { type Credential, readCredential } from '../identity/credential';
import { credentialNotVerifiable, unauthenticated } from '../identity/credential-errors';
import type { CredentialVerifier } from '../identity/credential-verifier';
import { type ExternalTokens, IssuerUnavailable } from '../identity/external-token';
import type { KeyRing } from '../identity/key-ring';

/** The parts of a request that say who the caller is and what they read. Nothing else of the request is used. */
export interface Caller {
  readonly requestId: string;
  /** All `Authorization` headers of the request. */
  readonly authorization: readonly string[] | undefined;
  /** IP address of the client. */
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/**
 * Returns the identity of the caller. Throws UNAUTHENTICATED for an invalid credential, and SUBGRAPH_UNAVAILABLE while
 * the credential cannot be verified.
 */
export type Authenticate = (caller: Caller) => Promise<Identity>;

export interface AuthenticateOptions {
  readonly credentialVerifier: CredentialVerifier;
  readonly keys: KeyRing;
  /** Issuer of access tokens: the public URL of the site. */
  readonly issuer: string;
  /** Verifies the tokens of an external issuer; null if none is configured. */
  readonly externalTokens: ExternalTokens | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** In characters. The user agent is sent to services in a signed header, and no view shows more of it. */
const MAX_USER_AGENT_LENGTH = 300;

/** The only place where a credential becomes an identity. Everything behind it trusts the result. */
export const createAuthenticate = (options: AuthenticateOptions): Authenticate => {
  const { credentialVerifier, keys, issuer, externalTokens, clock, log } = options;
  const verifyToken = async (token: string): Promise<Identity | null> => {
    const now = clock.now();
    if (!externalTokens?.isFromIssuer(token)) return verifyAccessToken(token, { find: keys.find, issuer, now });
    const externalIdentity = await externalTokens.verify(token, now);
    return externalIdentity && credentialVerifier.identifyExternal(externalIdentity);
  };
  const verifyCredential = async (credential: Credential): Promise<Identity | null> => {
    if (credential.kind === 'none') return anonymous;
    if (credential.kind === 'api-key') return credentialVerifier.identify(credential.key);
    if (credential.kind === 'malformed') return null;
    return verifyToken(credential.token);
  };
  return async ({ requestId, authorization, address, userAgent, acceptLanguage }) => {
    let identity: Identity | null;
    try {
      identity = await verifyCredential(readCredential(authorization));
    } catch (error) {
      log.error({ err: error, requestId }, 'a credential could not be verified');
      throw credentialNotVerifiable(requestId, error instanceof IssuerUnavailable ? 'issuer' : 'membership');
    }
    if (!identity) throw unauthenticated();
    const languages = acceptedLanguages(acceptLanguage);
    return Object.assign({}, identity, {
      clientAddress: address,
      userAgent: userAgent?.slice(0, MAX_USER_AGENT_LENGTH) ?? null,
      acceptedLanguages: languages.length > 0 ? languages : undefined,
    });
  };
};
