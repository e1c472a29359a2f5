/**
 * `npm run check`: all that can be checked without running the tests. Builds (which checks the types of the sources), runs the checks,
 * then prints the schema anew and fails if the committed files differ from it.
 */
import { prepare, run } from './prepare.mjs';
import { runChecks } from './checks.mjs';

prepare();
const { failed } = await runChecks();
const printed = run('node', ['schema/dist/main.js', '--check']);
if (printed !== 0)
  process.stdout.write('The check "printed schema" failed: run `npm run schema` and commit what it writes.\n');
process.exit(failed === 0 && printed === 0 ? 0 : 1);
