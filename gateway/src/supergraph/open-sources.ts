import { type EmbeddedSubgraphs, openEmbedded } from './embedded-sources';
import { connectRemote, type RemoteSubgraphs } from './remote-sources';
import type { SourceOptions } from './source';
import type { Sources } from './sources';

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Opens the subgraphs or the way to them. Rejects, leaving nothing open, where an embedded one can not be opened. */
export const openSources = async (placement: SubgraphPlacement, options: SourceOptions): Promise<Sources> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);
