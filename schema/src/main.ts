import { buildSchema } from 'graphql';
import { accessTable } from './access/table';
import { composeContract } from './compose';
import { withDemoGraphs } from './demo-graph';
import { printJsonSchemas } from './json-schemas';
import { printExplorer } from './explorer';
import { findChanged, writeChanged } from './files';
import { goldensOf } from './goldens';
import { missingFromTarget, missingLines, TARGET_CONTRACT } from './rules/target';
import { withTemporaryPostgres } from './temporary-postgres';

/**
 * `npm run schema`: regenerates every generated file in `schema/`. With `--check` it writes nothing, lists the files that
 * differ, and exits with 1 if there are any. It also lists what the target contract has and this one does not yet, by issue,
 * if that contract is beside this repository; nothing fails because of it.
 */
const main = async (): Promise<void> => {
  const isCheck = process.argv.includes('--check');
  const update = isCheck ? findChanged : writeChanged;
  const contract = composeContract();
  const explorer = await printExplorer(contract.get('api.graphql') ?? '');
  const changed = [...update(contract), ...update(printJsonSchemas()), ...update(explorer)];
  const supergraph = contract.get('supergraph.graphql') ?? '';
  await withDemoGraphs(['embedded'], supergraph, async ([graph]) => {
    if (graph) changed.push(...update(await goldensOf(graph, supergraph)));
  });
  await withTemporaryPostgres(async (databaseUrl) => {
    changed.push(...update(new Map([['access.md', await accessTable(databaseUrl)]])));
  });
  const report =
    changed.length === 0
      ? ['nothing changed']
      : changed.map((path) => `${isCheck ? 'differs:' : 'wrote'} schema/${path}`);
  if (isCheck && TARGET_CONTRACT) {
    const { missing } = missingFromTarget(buildSchema(contract.get('api.graphql') ?? ''));
    report.push(...missingLines(missing).map((line) => `target contract, ${line}`));
  }
  if (isCheck && changed.length > 0) process.exitCode = 1;
  process.stdout.write(`${report.join('\n')}\n`);
};

/** PostgreSQL: undefined_column, undefined_table. */
const MISSING = /^42(703|P01)$/;

const describe = (error: unknown): string => {
  const { message = String(error), driverError } = error as { message?: string; driverError?: { code?: string } };
  if (!MISSING.test(driverError?.code ?? '')) return message;
  return `${message}. An entity has a column or a table that no migration creates: add a migration to the service's src/migrations, and list it in src/migrations/index.ts.`;
};

main().catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
});
