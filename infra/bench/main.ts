import { benchAnalysis } from './analysis/bench-analysis';
import { benchCapacity } from './capacity/bench-capacity';
import { printError, printLine } from '@wizness/kernel';
import { benchCluster } from './cluster';
import { benchConsumers } from './consumers';
import { benchExplorer } from './explorer/bench-explorer';
import { benchExports } from './exports';
import { benchJobs } from './jobs';
import { benchDemo } from './gateway/bench-demo';
import { benchGateway } from './gateway/bench-gateway';
import { benchPlans } from './gateway/bench-plans';
import { benchLive } from './live/bench-live';
import { benchPages } from './pages';
import { benchScale } from './scale/bench-scale';
import { benchRate } from './rate';
import { benchSignIn } from './sign-in';

/** Benchmarks by name. Each returns a report; everything that it compares is measured in the same run. */
const BENCHMARKS: Readonly<Record<string, () => Promise<string>>> = {
  analysis: benchAnalysis,
  capacity: benchCapacity,
  cluster: benchCluster,
  consumers: benchConsumers,
  explorer: benchExplorer,
  exports: benchExports,
  jobs: benchJobs,
  gateway: benchGateway,
  'gateway-demo': benchDemo,
  'gateway-plans': benchPlans,
  live: benchLive,
  pages: benchPages,
  scale: benchScale,
  rate: benchRate,
  'sign-in': benchSignIn,
};

/** `npm run bench [-- NAME …]`: runs the named benchmarks, or all. */
const bench = async (names: readonly string[]): Promise<void> => {
  for (const name of names.length > 0 ? names : Object.keys(BENCHMARKS)) {
    const measure = BENCHMARKS[name];
    if (!measure)
      throw new Error(`There is no benchmark "${name}". Give one of ${Object.keys(BENCHMARKS).join(', ')}.`);
    printLine(await measure());
  }
};

bench(process.argv.slice(2)).catch((error: unknown) => {
  printError(error);
  process.exitCode = 1;
});
