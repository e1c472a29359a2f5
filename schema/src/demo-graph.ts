import { loadDemo, readServiceSettings } from '@wizness/infra';
import { createLogger } from '@wizness/kernel';
import { type Graph, type Mode, startGraph } from './graph';
import { withTemporaryPostgres } from './temporary-postgres';

/** Runs `work` with one graph per mode, on a temporary PostgreSQL that holds only the demo data. */
export const withDemoGraphs = (
  modes: readonly Mode[],
  supergraph: string,
  work: (graphs: readonly Graph[]) => Promise<void>,
): Promise<void> =>
  withTemporaryPostgres(async (databaseUrl) => {
    const log = createLogger('schema', 'warn');
    const graphs: Graph[] = [];
    try {
      await loadDemo({ databaseUrl, settings: readServiceSettings({}), log });
      for (const mode of modes) graphs.push(await startGraph({ mode, databaseUrl, log, supergraph }));
      await work(graphs);
    } finally {
      await Promise.all(graphs.map((graph) => graph.close()));
    }
  });
