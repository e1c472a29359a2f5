import { createPlanner } from '@wizness/gateway';
import type { SchemaFiles } from './files';
import { operationNames, readOperation } from './files';
import type { Graph } from './graph';

/** One statement a line, as it was sent; a list of parameters counts as one, however long the demo data makes it. */
export const oneLine = (sql: string): string =>
  sql
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\$\d+(, \$\d+)+/g, '$…')
    .trim();

/**
 * What an operation costs and answers on the demo data. Subgraphs of one wave run side by side, so statements are told by
 * subgraph, and within one in an order of their own that does not hang on which came first.
 */
const sqlOf = (statements: ReadonlyMap<string, readonly string[]>): string =>
  [...statements]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([service, list]) => `-- ${service}: ${list.length}\n${list.map(oneLine).toSorted().join('\n')}\n`)
    .join('\n');

/** The plan, the SQL and the answer of every example operation, as files under `schema/`. */
export const goldensOf = async (graph: Graph, supergraph: string): Promise<SchemaFiles> => {
  const planOf = createPlanner(supergraph);
  const files = new Map<string, string>();
  for (const name of operationNames()) {
    const operation = readOperation(name);
    graph.statements();
    const answer = await graph.ask(operation);
    files.set(`operations/${name}.plan`, `${planOf(operation)}\n`);
    files.set(`operations/${name}.sql`, sqlOf(graph.statements()));
    files.set(`operations/${name}.json`, `${JSON.stringify(JSON.parse(answer), null, 2)}\n`);
  }
  return files;
};
