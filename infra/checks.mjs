/** The checks of the source that need no database. `npm test` runs them before the tests, `npm run check` alone. */
import { run } from './prepare.mjs';

const CHECKS = [
  ['format', 'biome', ['format']],
  ['lint', 'oxlint', ['--type-aware']],
  ['imports', 'depcruise', ['--config', '.dependency-cruiser.js', 'services', 'gateway', 'infra', 'schema']],
  ['unused code and dependencies', 'knip', ['--no-config-hints']],
  ['spelling', 'cspell', ['--no-progress', '--no-summary']],
  ['types of the tests', '../typescript-native/bin/tsc', ['-b', 'tsconfig.test.json']],
];

/** Runs every check, also after one has failed. Returns how many passed and how many failed. */
export const runChecks = () => {
  let failed = 0;
  for (const [name, command, parameters] of CHECKS) {
    if (run(command, parameters) === 0) continue;
    failed += 1;
    process.stdout.write(`The check "${name}" failed.\n`);
  }
  return { passed: CHECKS.length - failed, failed };
};
