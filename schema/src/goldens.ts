import { createPlanner } from '@wizness/gateway';
import { explorerOperations } from './explorer';
import type { SchemaFiles } from './files';
import { DEMO_MEMBER, mutationNames, operationNames, readOperation } from './files';
import type { Graph } from './graph';

/** A statement on one line. A list of parameters becomes `$…`, because its length depends on the demo data. */
export const oneLine = (sql: string): string =>
  sql
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\$\d+(, \$\d+)+/g, '$…')
    .trim();

/**
 * Operations that reach objects of one kind by several paths. Whether these are loaded in one batch or in two depends on which
 * list arrives first, so only the distinct statements are printed, without their number.
 */
const VARIABLE_BATCHES = new Set(['analysis', 'network', 'timeline']);

/** A list of one parameter, as a batch of several. */
const oneBatch = (statement: string): string => statement.replaceAll('IN ($1)', 'IN ($…)');

/**
 * The statements of one operation by subgraph, as text. They are sorted, because fetches run in parallel and the order in
 * which their statements arrive varies.
 */
const sqlOf = (operation: string, statements: ReadonlyMap<string, readonly string[]>): string =>
  [...statements]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([service, list]) => {
      const lines = list.map(oneLine);
      if (!VARIABLE_BATCHES.has(operation)) return `-- ${service}: ${list.length}\n${lines.toSorted().join('\n')}\n`;
      return `-- ${service}\n${[...new Set(lines.map(oneBatch))].toSorted().join('\n')}\n`;
    })
    .join('\n');

/** The plan, SQL and response files of every example operation, and the plans of those of the explorer, as answered by `graph`. */
export const goldensOf = async (graph: Graph, supergraph: string): Promise<SchemaFiles> => {
  const planOf = createPlanner(supergraph);
  const files = new Map<string, string>();
  for (const name of operationNames()) {
    const operation = readOperation(name);
    graph.statements();
    const response = await graph.execute(operation);
    files.set(`operations/${name}.plan`, `${planOf(operation)}\n`);
    files.set(`operations/${name}.sql`, sqlOf(name, graph.statements()));
    files.set(`operations/${name}.json`, `${JSON.stringify(JSON.parse(response), null, 2)}\n`);
  }
  // After the queries, because they change the data. What the change leads to runs meanwhile, so its statements would be printed, too.
  const credential = await graph.credentialOf(DEMO_MEMBER);
  for (const name of mutationNames()) {
    const operation = readOperation(name);
    const response = await graph.execute(operation, {}, credential);
    files.set(`operations/${name}.plan`, `${planOf(operation)}\n`);
    files.set(`operations/${name}.json`, `${JSON.stringify(JSON.parse(response), null, 2)}\n`);
  }
  // Their statements vary with the order in which lists arrive, and their results are in the pages that the tests look at.
  for (const { file, text } of explorerOperations()) {
    // A subscription runs as a query of `postEvents`, which post-log.graphql has; a mutation is one fetch, with variables of its caller.
    if (text.startsWith('query')) files.set(`operations/explorer/${file}.plan`, `${planOf(text)}\n`);
  }
  return files;
};
