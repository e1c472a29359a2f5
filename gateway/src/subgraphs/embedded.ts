import { content } from '@wizness/content';
import type { Clock, RunningSubgraph, Subgraph } from '@wizness/kernel';
import { identify, identifyExternal, jwks, membership, type RunningMembership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import type { CredentialVerifier } from '../identity/credential-verifier';

/** The services that a gateway holds in its own process. No other file of the gateway may import them. */
export const services: readonly Subgraph[] = [content, membership, partnerships, ratings] as const;

/** Membership of this process as the one that knows which credentials are good. `running` must be membership. */
export const vouch = (running: RunningSubgraph, clock: Clock): CredentialVerifier => {
  const asked = running as unknown as RunningMembership;
  return {
    jwks: () => jwks(asked, clock),
    identify: (apiKey) => identify(asked, apiKey, clock),
    identifyExternal: (foreign) => identifyExternal(asked, foreign, clock),
  };
};
