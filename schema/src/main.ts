import { accessTable } from './access/table';
import { composeContract } from './compose';
import { withDemoGraphs } from './demo-graph';
import { writeChanged } from './files';
import { goldensOf } from './goldens';
import { withTemporaryPostgres } from './temporary-postgres';

/** `npm run schema`: regenerates every generated file in `schema/`. */
const main = async (): Promise<void> => {
  const contract = composeContract();
  const changed = writeChanged(contract);
  const supergraph = contract.get('supergraph.graphql') ?? '';
  await withDemoGraphs(['embedded'], supergraph, async ([graph]) => {
    if (graph) changed.push(...writeChanged(await goldensOf(graph, supergraph)));
  });
  await withTemporaryPostgres(async (databaseUrl) => {
    changed.push(...writeChanged(new Map([['access.md', await accessTable(databaseUrl)]])));
  });
  const report = changed.length === 0 ? ['nothing changed'] : changed.map((path) => `wrote schema/${path}`);
  process.stdout.write(`${report.join('\n')}\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
