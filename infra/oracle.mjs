/**
 * `npm run oracle`: compares 5,000 random operations, or `npm run oracle -- COUNT SEED`, with the stock executor, and 1,000
 * random reads of stock clients with normalised caches with fresh answers. Prints the seed and, for a difference, the
 * operation.
 */
import { prepare, run } from './prepare.mjs';

prepare();
const [runs = '5000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const suites = ['schema/test/oracle', 'schema/test/normalised-caches', 'gateway/test/federation/oracle'];
process.exit(run('jest', suites, { variables: { ORACLE_RUNS: runs, ORACLE_SEED: seed, CACHE_READS: '1000' } }));
