import { printError, printLine } from '@wizness/kernel';
import { readCommandLine, usageError } from '../command/command-line';
import { runCluster } from './run-cluster';

const USAGE = `npm run cluster -- [--posts 10000] [--faults 40] [--seed 1]

Runs two gateways, two processes of each service, and a primary PostgreSQL with a synchronous standby. Members publish and rate posts while
processes are killed and suspended, the standby is lost, and the primary is lost and replaced. Checks that everything acknowledged
is there, that members read what they have written, and that each client gets each event once and in order. Needs Linux.`;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw usageError(`${name} must be a whole number from 0.`, USAGE);
  return value;
};

const cluster = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    posts: { type: 'string', default: '10000' },
    faults: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  });
  if (process.platform !== 'linux') throw usageError('This needs Linux.', USAGE);
  const seed = wholeNumber('--seed', values.seed);
  printLine(`Seed ${seed}.`);
  const { posts, ratings, faults, readers } = await runCluster({
    posts: wholeNumber('--posts', values.posts),
    faults: wholeNumber('--faults', values.faults),
    seed,
    print: printLine,
  });
  printLine(`${posts} posts and ${ratings} ratings acknowledged, none lost, each read by its writer: ${faults} faults`);
  printLine(`Each event once and in order for ${readers.join(', ')}`);
};

cluster()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    printError(error);
    process.exit(1);
  });
