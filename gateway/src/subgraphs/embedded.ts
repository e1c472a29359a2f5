import { catalogue, type Clock, type RunningSubgraph, type Subgraph } from '@wizness/kernel';
import { identify, identifyExternal, jwks, type RunningMembership } from '@wizness/membership';
import type { CredentialVerifier } from '../identity/credential-verifier';

/**
 * The subgraphs of the catalogue, loaded into this process. No other file of the gateway may load a service: a gateway of
 * remote subgraphs contains none of their code.
 */
export const services: readonly Subgraph[] = catalogue.map(({ name }) => {
  const { [name]: subgraph } = require(`@wizness/${name}`) as Readonly<Record<string, Subgraph>>;
  if (!subgraph) throw new Error(`The package @wizness/${name} must export its subgraph as "${name}".`);
  return subgraph;
});

/** Verifies credentials by calls into membership in this process. `running` must be membership. */
export const embeddedCredentialVerifier = (running: RunningSubgraph, clock: Clock): CredentialVerifier => {
  const runningMembership = running as unknown as RunningMembership;
  return {
    jwks: () => jwks(runningMembership, clock),
    identify: (apiKey) => identify(runningMembership, apiKey, clock),
    identifyExternal: (externalIdentity) => identifyExternal(runningMembership, externalIdentity, clock),
  };
};
