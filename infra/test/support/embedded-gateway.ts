import { type RunningGateway, startGateway } from '@wizness/gateway';
import { BACKGROUND_TIMEOUTS, type Logger } from '@wizness/kernel';
import type { readServiceSettings } from '../../command/open-services';

/** Starts the graph on a database, in this process. The caller closes it. */
export const startEmbeddedGateway = (
  databaseUrl: string,
  settings: ReturnType<typeof readServiceSettings>,
  log: Logger,
): Promise<RunningGateway> =>
  startGateway({
    publicUrl: settings.membership.publicUrl,
    subgraphs: { mode: 'embedded', databaseUrl, settings, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS },
    log,
  });
