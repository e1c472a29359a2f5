import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo, startEmbeddedPostgres } from '@wizness/infra';
import { createLogger } from '@wizness/kernel';
import { type Graph, type Mode, startGraph } from './graph';

/** Runs `work` with the graph on a throw-away PostgreSQL that holds the demo data and nothing else. */
export const withDemoGraphs = async (
  modes: readonly Mode[],
  supergraph: string,
  work: (graphs: readonly Graph[]) => Promise<void>,
): Promise<void> => {
  const log = createLogger('schema', 'warn');
  const directory = mkdtempSync(join(tmpdir(), 'wizness-schema-'));
  const postgres = await startEmbeddedPostgres({ directory, durable: false });
  const graphs: Graph[] = [];
  try {
    const databaseUrl = postgres.url('postgres');
    await loadDemo(databaseUrl, log);
    for (const mode of modes) graphs.push(await startGraph({ mode, databaseUrl, log, supergraph }));
    await work(graphs);
  } finally {
    await Promise.all(graphs.map((graph) => graph.close()));
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};
