/**
 * `npm test`: everything that CI runs. Installs and builds what is out of date, runs the checks, then the tests. Arguments go
 * to jest: `npm test -- services/content`. The last line counts checks and tests together.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.mjs';
import { checkNodeVersions } from './node-versions.mjs';
import { prepare, run } from './prepare.mjs';

prepare();
// Not if only some tests are wanted.
const isWhole = process.argv.length === 2;
// Side by side: Nodes are downloaded meanwhile.
const checked = await Promise.all([runChecks(), ...(isWhole ? [checkNodeVersions()] : [])]);
const sumOf = (count) => checked.reduce((sum, { [count]: counted = 0 }) => sum + counted, 0);
let [passed, failed, skipped] = [sumOf('passed'), sumOf('failed'), sumOf('skipped')];
const folder = mkdtempSync(join(tmpdir(), 'wizness-results-'));
const results = join(folder, 'results.json');
const status = run('jest', ['--json', `--outputFile=${results}`, ...process.argv.slice(2)], {
  stdio: ['inherit', 'ignore', 'inherit'],
});
try {
  const counts = JSON.parse(readFileSync(results, 'utf8'));
  passed += counts.numPassedTests;
  // A suite that fails to load has no tests, but must count as a failure.
  failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  skipped += counts.numPendingTests + counts.numTodoTests;
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
if (isWhole) {
  // Alone, because an attack slows down everything else on the machine.
  if (run('node', ['infra/dist/attack/main.js', '--quick', '--mode', 'services']) === 0) passed += 1;
  else failed += 1;
}
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
process.exit(status === 0 && failed === 0 ? 0 : 1);
