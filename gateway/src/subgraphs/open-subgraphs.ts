import { createReadTokens, type ReadTokens } from '../pipeline/read-positions';
import { type EmbeddedSubgraphs, openEmbedded } from './open-embedded';
import { connectRemote, type RemoteSubgraphs } from './open-remote';
import type { SubgraphOptions } from './subgraph-fetch';
import type { Subgraphs } from './subgraphs';

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Opens embedded subgraphs, or connects to remote ones. Rejects, with nothing left open, if an embedded one fails. */
export const openSubgraphs = async (placement: SubgraphPlacement, options: SubgraphOptions): Promise<Subgraphs> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);

/** The secret that all gateways of a graph have: that of its services, or the addresses of its databases with their passwords. */
const sharedSecret = (placement: SubgraphPlacement): Uint8Array => {
  if (placement.mode === 'remote') return placement.secret;
  return new TextEncoder().encode(JSON.stringify(placement.databaseUrl));
};

/** The tokens with which clients of any gateway of the graph read what they have written. */
export const readTokensOf = (placement: SubgraphPlacement): ReadTokens => createReadTokens(sharedSecret(placement));
