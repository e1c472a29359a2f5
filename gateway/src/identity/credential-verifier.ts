import type { ExternalIdentity, Identity, SessionReference } from '@wizness/kernel';
import type { JSONWebKeySet } from 'jose';

/** Verifies credentials through membership, in process or over HTTP. Each method rejects if membership is unavailable. */
export interface CredentialVerifier {
  /** The public keys with which membership signs (RFC 7517). */
  jwks(): Promise<JSONWebKeySet>;
  /** The identity of an API key; null if the key is invalid. Not cached, so that a revoked key ends at once. */
  identify(apiKey: string): Promise<Identity | null>;
  /** The member for a verified token of an external issuer; null if that person may not sign in. */
  identifyExternal(externalIdentity: ExternalIdentity): Promise<Identity | null>;
  /** What a member may do at this moment, for what is done while they are away; null for an erased member. */
  identifyMember(memberId: string): Promise<Identity | null>;
  /** The current identity of a session; null if it has ended. Not cached, so that a sign-out takes effect at once. */
  identifySession(session: SessionReference): Promise<Identity | null>;
}

/** For a graph without membership, where no credential is valid. */
export const rejectAllCredentials: CredentialVerifier = {
  jwks: async () => ({ keys: [] }),
  identify: async () => null,
  identifyExternal: async () => null,
  identifyMember: async () => null,
  identifySession: async () => null,
};
