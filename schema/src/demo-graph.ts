import { loadDemo } from '@wizness/infra';
import { createLogger } from '@wizness/kernel';
import { type Graph, type Mode, startGraph } from './graph';
import { withThrowAwayPostgres } from './temporary-postgres';

/** Runs `work` with the graph on a throw-away PostgreSQL that holds the demo data and nothing else. */
export const withDemoGraphs = (
  modes: readonly Mode[],
  supergraph: string,
  work: (graphs: readonly Graph[]) => Promise<void>,
): Promise<void> =>
  withThrowAwayPostgres(async (databaseUrl) => {
    const log = createLogger('schema', 'warn');
    const graphs: Graph[] = [];
    try {
      await loadDemo(databaseUrl, log);
      for (const mode of modes) graphs.push(await startGraph({ mode, databaseUrl, log, supergraph }));
      await work(graphs);
    } finally {
      await Promise.all(graphs.map((graph) => graph.close()));
    }
  });
