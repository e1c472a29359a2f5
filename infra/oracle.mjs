/**
 * `npm run oracle`: compares 5,000 random operations, or `npm run oracle -- COUNT SEED`, with the stock executor. Prints the
 * seed and, for a difference, the operation.
 */
import { prepare, run } from './prepare.mjs';

prepare();
const [runs = '5000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const suites = ['schema/test/oracle', 'gateway/test/federation/oracle'];
process.exit(run('jest', suites, { variables: { ORACLE_RUNS: runs, ORACLE_SEED: seed } }));
