import { readFileSync } from 'node:fs';
import { createPlanner } from '@wizness/gateway';
import { withDemoGraphs } from './demo-graph';
import { readCommitted } from './files';
import { oneLine } from './goldens';
import { MODES } from './graph';

const TIMES = 20;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** `npm run explain -- FILE`: how the graph answers one operation, in both ways to run, on the demo data. */
const explain = async (path: string | undefined): Promise<void> => {
  if (!path)
    throw new Error('Name the file of an operation: npm run explain -- schema/operations/article-page.graphql');
  const operation = readFileSync(path, 'utf8');
  const supergraph = readCommitted('supergraph.graphql') ?? '';
  process.stdout.write(`${createPlanner(supergraph)(operation)}\n`);
  await withDemoGraphs(MODES, supergraph, async (graphs) => {
    for (const [index, graph] of graphs.entries()) {
      const body = await graph.ask(operation);
      graph.statements();
      const milliseconds: number[] = [];
      for (let time = 0; time < TIMES; time++) {
        const start = performance.now();
        await graph.ask(operation);
        milliseconds.push(performance.now() - start);
        if (time > 0) continue;
        const statements = [...graph.statements()].toSorted(([a], [b]) => a.localeCompare(b));
        for (const [service, list] of statements) {
          process.stdout.write(
            `\n${MODES[index]} · ${service}: ${list.length} statements\n${list.map(oneLine).join('\n')}\n`,
          );
        }
      }
      const bytes = Buffer.byteLength(body);
      process.stdout.write(
        `\n${MODES[index]}: ${bytes} bytes, median of ${TIMES}: ${median(milliseconds).toFixed(1)} ms\n`,
      );
    }
  });
};

explain(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
