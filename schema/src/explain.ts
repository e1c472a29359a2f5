import { readFileSync } from 'node:fs';
import { createPlanner } from '@wizness/gateway';
import { unreadableFile } from '@wizness/infra';
import { withDemoGraphs } from './demo-graph';
import { readCommitted } from './files';
import { oneLine } from './goldens';
import { MODES } from './graph';

const RUNS = 20;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const readOperation = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, error);
  }
};

/** `npm run explain -- FILE`: prints the plan, the SQL statements and the time of an operation in both modes, on the demo data. */
const explain = async (path: string | undefined): Promise<void> => {
  if (!path)
    throw new Error(
      'Give the file of an operation, for example: npm run explain -- schema/operations/article-page.graphql',
    );
  const operation = readOperation(path);
  const supergraph = readCommitted('supergraph.graphql') ?? '';
  process.stdout.write(`${createPlanner(supergraph)(operation)}\n`);
  await withDemoGraphs(MODES, supergraph, async (graphs) => {
    for (const [index, graph] of graphs.entries()) {
      const response = await graph.execute(operation);
      graph.statements();
      const milliseconds: number[] = [];
      for (let number = 0; number < RUNS; number++) {
        const start = performance.now();
        await graph.execute(operation);
        milliseconds.push(performance.now() - start);
        if (number > 0) continue;
        const statements = [...graph.statements()].toSorted(([a], [b]) => a.localeCompare(b));
        for (const [service, list] of statements) {
          process.stdout.write(
            `\n${MODES[index]} · ${service}: ${list.length} statements\n${list.map(oneLine).join('\n')}\n`,
          );
        }
      }
      const bytes = Buffer.byteLength(response);
      process.stdout.write(
        `\n${MODES[index]}: ${bytes} bytes, median of ${RUNS} runs: ${median(milliseconds).toFixed(1)} ms\n`,
      );
    }
  });
};

explain(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
