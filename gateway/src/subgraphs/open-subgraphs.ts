import type { DataSourceOptions } from './data-source';
import { type EmbeddedSubgraphs, openEmbedded } from './open-embedded';
import { connectRemote, type RemoteSubgraphs } from './open-remote';
import type { Subgraphs } from './subgraphs';

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Opens embedded subgraphs, or connects to remote ones. Rejects, with nothing left open, if an embedded one fails. */
export const openSubgraphs = async (placement: SubgraphPlacement, options: DataSourceOptions): Promise<Subgraphs> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);
