import { printError, printLine } from '@wizness/kernel';
import { quantile } from '../bench/distribution';
import { readCommandLine, readWholeNumber, usageError } from '../command/command-line';
import { LAYOUTS } from './product';
import { type ChaosResult, runChaos } from './run';

const USAGE = `npm run chaos -- [--rounds 60] [--seed 1] [--layout one-process|services]

Runs faults against the product, first in one process and then in many, while clients write, and checks after each that the
graph recovers by itself and that everything acknowledged is there. Needs Linux; the full disk needs root.`;

const seconds = (values: readonly number[]): string =>
  `median ${quantile(values, 0.5).toFixed(1)} s, slowest ${Math.max(...values).toFixed(1)} s`;

const report = (layout: string, result: ChaosResult): string => {
  const { rounds, kills, writes, recoveries, settlings, hadSmallDisk } = result;
  return [
    `${layout}: ${rounds} rounds, ${kills} processes killed, ${writes} writes acknowledged, 0 lost`,
    `  until writes are acknowledged again: ${seconds(recoveries)}`,
    `  then until mails and other services have caught up: ${seconds(settlings)}`,
    ...(hadSmallDisk ? [] : ['  skipped: a full disk, because this user may not mount a small one']),
  ].join('\n');
};

const chaos = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    rounds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    layout: { type: 'string' },
  });
  if (process.platform !== 'linux') throw usageError('This needs Linux.', USAGE);
  const [rounds, seed] = [readWholeNumber(values, 'rounds', USAGE, 1), readWholeNumber(values, 'seed', USAGE)];
  const layouts = LAYOUTS.filter((layout) => (values.layout ?? layout) === layout);
  if (layouts.length === 0) throw usageError(`--layout must be one of ${LAYOUTS.join(', ')}.`, USAGE);
  printLine(`Seed ${seed}.`);
  for (const [index, layout] of layouts.entries()) {
    const share = Math.ceil((rounds - index) / layouts.length);
    const result = await runChaos({ layout, rounds: share, seed: seed + index, print: printLine });
    printLine(report(layout, result));
  }
};

chaos().catch((error: unknown) => {
  printError(error);
  process.exitCode = 1;
});
