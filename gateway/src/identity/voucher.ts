import type { Identity } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';

/** Somebody whom a foreign issuer vouches for. */
export interface ForeignIdentity {
  readonly issuer: string;
  /** The issuer's own name for the person, which never changes. */
  readonly subject: string;
  readonly name: string | null;
  /** What the person would like to be called here. */
  readonly handle: string | null;
  /** BCP 47. */
  readonly locale: string | null;
  /** When the issuer said so, as ISO 8601. */
  readonly issuedAt: string;
}

/** Who knows which credentials are good: membership, asked by a call or over HTTP. Each rejects where it can not say. */
export interface Voucher {
  /** The public keys of what membership signs (RFC 7517). */
  jwks(): Promise<JSONWebKeySet>;
  /** Whom an API key lets in; null for one that is no good. Never kept: a revoked key ends at once. */
  identify(apiKey: string): Promise<Identity | null>;
  /** The member that somebody from a foreign issuer is; null where they may not come in. */
  identifyForeign(foreign: ForeignIdentity): Promise<Identity | null>;
}

/** The voucher of a graph without membership: no credential is any good there. */
export const nobody: Voucher = {
  jwks: async () => ({ keys: [] }),
  identify: async () => null,
  identifyForeign: async () => null,
};
