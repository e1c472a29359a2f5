import { anonymous, type Clock, type Identity, type Logger, verifyAccessToken } from '@wizness/kernel';
import { type Credential, readCredential } from '../identity/credential';
import { type ExternalTokens, IssuerUnavailable } from '../identity/external-token';
import type { KeyRing } from '../identity/key-ring';
import { cannotTell, unauthenticated } from '../identity/refusal';
import type { CredentialVerifier } from '../identity/credential-verifier';

/** What of a request says who is asking. Nothing else of it counts, whatever its headers are called. */
export interface Caller {
  readonly requestId: string;
  /** Every `Authorization` header. */
  readonly authorization: readonly string[] | undefined;
  readonly address: string;
  readonly userAgent: string | undefined;
}

/** Decides who is asking. Throws UNAUTHENTICATED for a bad credential, SUBGRAPH_UNAVAILABLE where nobody can say. */
export type Authenticate = (caller: Caller) => Promise<Identity>;

export interface AuthenticateOptions {
  readonly voucher: CredentialVerifier;
  readonly keys: KeyRing;
  /** Who signs access tokens: the public address of the site. */
  readonly issuer: string;
  /** Tokens of others that are taken too; null where none are. */
  readonly externalTokens: ExternalTokens | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** It travels to services in a header, signed, and nobody shows more of it. */
const LONGEST_USER_AGENT = 300;

/** The one place where a credential becomes an identity, for both ways to run: everything behind it trusts this. */
export const createAuthenticate = (options: AuthenticateOptions): Authenticate => {
  const { voucher, keys, issuer, externalTokens, clock, log } = options;
  const holderOf = async (token: string): Promise<Identity | null> => {
    const now = clock.now();
    if (!externalTokens?.claimedBy(token)) return verifyAccessToken(token, { find: keys.find, issuer, now });
    const foreign = await externalTokens.verify(token, now);
    return foreign && voucher.identifyExternal(foreign);
  };
  const identityOf = async (credential: Credential): Promise<Identity | null> => {
    if (credential.kind === 'none') return anonymous;
    if (credential.kind === 'api-key') return voucher.identify(credential.key);
    if (credential.kind === 'malformed') return null;
    return holderOf(credential.token);
  };
  return async ({ requestId, authorization, address, userAgent }) => {
    let identity: Identity | null;
    try {
      identity = await identityOf(readCredential(authorization));
    } catch (error) {
      log.error({ err: error, requestId }, 'a credential could not be checked');
      throw cannotTell(requestId, error instanceof IssuerUnavailable ? 'issuer' : 'membership');
    }
    if (!identity) throw unauthenticated();
    return { ...identity, clientAddress: address, userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null };
  };
};
