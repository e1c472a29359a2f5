import { printLine } from '@wizness/kernel';
import { readCommandLine, readWholeNumber } from '../command/command-line';
import { CommandError } from '../command/command-error';
import { kindText, summaryText } from './report-text';
import { runAttack } from './run-attack';
import { type Mode, MODES, startTarget } from './target';

const USAGE = `Usage: npm run attack -- [--quick] [--seconds N] [--seed N] [--mode ${MODES.join('|')}]

Starts the product with demo data on an embedded PostgreSQL, attacks it from outside and prints what it found. Tries each
kind of attack once, and generated operations for N seconds (30 if not given). With --quick it tries fewer values, as the
tests do. Exits with 1 if an attack has worked.`;

/** Random cases in each round. */
const [CASES, QUICK_CASES] = [300, 40];

const attack = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    mode: { type: 'string' },
    quick: { type: 'boolean', default: false },
  });
  const seed = readWholeNumber(values, 'seed', USAGE);
  const defaultSeconds = values.quick ? 0 : 30;
  const seconds = values.seconds === undefined ? defaultSeconds : readWholeNumber(values, 'seconds', USAGE);
  const modes = values.mode === undefined ? MODES : MODES.filter((mode) => mode === values.mode);
  if (modes.length === 0) throw new CommandError(`There is no mode "${values.mode}".\n\n${USAGE}`);
  const attackMode = async (mode: Mode): Promise<number> => {
    printLine(`\n${mode}, seed ${seed}`);
    const target = await startTarget(mode);
    try {
      const report = await runAttack(target, {
        seed,
        seconds,
        cases: values.quick ? QUICK_CASES : CASES,
        isComplete: !values.quick,
        onKind: (kind) => printLine(kindText(kind)),
      });
      printLine(summaryText(report));
      return report.violations.length;
    } finally {
      await target.stop();
    }
  };
  for (const mode of modes) if ((await attackMode(mode)) > 0) process.exitCode = 1;
};

attack().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
