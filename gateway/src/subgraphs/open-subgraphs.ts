import { type EmbeddedSubgraphs, openEmbedded } from './open-embedded';
import { connectRemote, type RemoteSubgraphs } from './open-remote';
import type { SourceOptions } from './data-source';
import type { Sources } from './subgraphs';

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Opens the subgraphs or the way to them. Rejects, leaving nothing open, where an embedded one can not be opened. */
export const openSubgraphs = async (placement: SubgraphPlacement, options: SourceOptions): Promise<Sources> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);
