import type { ExternalIdentity, Identity } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';

/** Who knows which credentials are good: membership, asked by a call or over HTTP. Each rejects where it can not say. */
export interface CredentialVerifier {
  /** The public keys of what membership signs (RFC 7517). */
  jwks(): Promise<JSONWebKeySet>;
  /** Whom an API key lets in; null for one that is no good. Never kept: a revoked key ends at once. */
  identify(apiKey: string): Promise<Identity | null>;
  /** The member that somebody from a foreign issuer is; null where they may not come in. */
  identifyExternal(foreign: ExternalIdentity): Promise<Identity | null>;
}

/** The voucher of a graph without membership: no credential is any good there. */
export const nobody: CredentialVerifier = {
  jwks: async () => ({ keys: [] }),
  identify: async () => null,
  identifyExternal: async () => null,
};
