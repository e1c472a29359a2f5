/**
 * `npm test`: all that CI runs, in a fresh clone too. Installs and builds, then checks format, lint, import direction and
 * types, then runs the tests. Arguments go to jest: `npm test -- services/content`. Ends with one plain line that counts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.mjs';
import { prepare, run } from './prepare.mjs';

prepare();
let { passed, failed } = runChecks();
let skipped = 0;
const folder = mkdtempSync(join(tmpdir(), 'wizness-results-'));
const results = join(folder, 'results.json');
const status = run('jest', ['--json', `--outputFile=${results}`, ...process.argv.slice(2)], {
  stdio: ['inherit', 'ignore', 'inherit'],
});
try {
  const counts = JSON.parse(readFileSync(results, 'utf8'));
  passed += counts.numPassedTests;
  // A suite that could not even load has no tests to count, and must still count as a failure.
  failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  skipped = counts.numPendingTests + counts.numTodoTests;
} catch {
  failed += 1;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
process.exit(status === 0 && failed === 0 ? 0 : 1);
