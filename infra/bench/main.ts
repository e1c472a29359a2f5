import { printError, printLine } from '@wizness/kernel';
import { benchSignIn } from './sign-in';

/** What can be measured. Each answers in words; all that it compares is measured in one run. */
const BENCHES: Readonly<Record<string, () => Promise<string>>> = {
  'sign-in': benchSignIn,
};

/** `npm run bench [-- NAME …]`: measures the named things, or all. */
const bench = async (names: readonly string[]): Promise<void> => {
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const measure = BENCHES[name];
    if (!measure) throw new Error(`There is no bench "${name}": name one of ${Object.keys(BENCHES).join(', ')}.`);
    printLine(await measure());
  }
};

bench(process.argv.slice(2)).catch((error: unknown) => {
  printError(error);
  process.exitCode = 1;
});
