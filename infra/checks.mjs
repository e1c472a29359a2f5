/** The checks of the source that need no database. `npm test` runs them before the tests, `npm run check` alone. */
import { runBeside } from './prepare.mjs';

const CHECKS = [
  ['format', 'biome', ['format']],
  ['lint', 'oxlint', ['--type-aware']],
  ['imports', 'depcruise', ['--config', '.dependency-cruiser.js', 'services', 'gateway', 'infra', 'schema']],
  ['unused code and dependencies', 'knip', ['--no-config-hints']],
  ['spelling', 'cspell', ['--no-progress', '--no-summary']],
  ['types of the tests', '../typescript-native/bin/tsc', ['-b', 'tsconfig.test.json']],
];

/** Runs all checks side by side, also after one has failed. Resolves with how many passed and how many failed. */
export const runChecks = async () => {
  let failed = 0;
  const check = async ([name, command, parameters]) => {
    const { code, output } = await runBeside(command, parameters);
    process.stdout.write(output);
    if (code === 0) return;
    failed += 1;
    process.stdout.write(`The check "${name}" failed.\n`);
  };
  await Promise.all(CHECKS.map(check));
  return { passed: CHECKS.length - failed, failed };
};
