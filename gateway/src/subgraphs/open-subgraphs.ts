import { type EmbeddedSubgraphs, openEmbedded } from './open-embedded';
import { connectRemote, type RemoteSubgraphs } from './open-remote';
import type { SubgraphOptions } from './subgraph-fetch';
import type { Subgraphs } from './subgraphs';

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Opens embedded subgraphs, or connects to remote ones. Rejects, with nothing left open, if an embedded one fails. */
export const openSubgraphs = async (placement: SubgraphPlacement, options: SubgraphOptions): Promise<Subgraphs> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);
