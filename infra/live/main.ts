import { printError, printLine } from '@wizness/kernel';
import { LAYOUTS } from '../chaos/product';
import { readCommandLine, usageError } from '../command/command-line';
import { runLive } from './run-live';

const USAGE = `npm run live -- [--posts 10000] [--kills 20] [--swaps 20] [--nats 20] [--seed 1] [--layout services|one-process]

Lets a client of each protocol, a webhook receiver that refuses one delivery in three, and programs that poll follow the post log while posts
are written, processes are killed, connections are cut and the supergraph is replaced, and checks that each gets each event once
and in order. With --nats, the product runs with a NATS server, which is killed, killed and emptied, or suspended that often.
Needs Linux, and nats-server for --nats.`;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw usageError(`${name} must be a whole number from 0.`, USAGE);
  return value;
};

const live = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    posts: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    swaps: { type: 'string', default: '20' },
    nats: { type: 'string' },
    seed: { type: 'string', default: '1' },
    layout: { type: 'string', default: 'services' },
  });
  if (process.platform !== 'linux') throw usageError('This needs Linux.', USAGE);
  const layout = LAYOUTS.find((name) => name === values.layout);
  if (!layout) throw usageError(`--layout must be one of ${LAYOUTS.join(', ')}.`, USAGE);
  const seed = wholeNumber('--seed', values.seed);
  printLine(`Seed ${seed}.`);
  const { events, kills, cuts, swaps, natsFaults, failures, repeats, readers } = await runLive({
    layout,
    posts: wholeNumber('--posts', values.posts),
    kills: wholeNumber('--kills', values.kills),
    swaps: wholeNumber('--swaps', values.swaps),
    natsFaults: values.nats === undefined ? null : wholeNumber('--nats', values.nats),
    seed,
    print: printLine,
  });
  const faults = `${kills} kills, ${cuts} connections cut, ${swaps} supergraphs${natsFaults.map((fault) => `, NATS ${fault}`).join('')}`;
  printLine(`The webhook receiver refused ${failures} deliveries, and got ${repeats} again that it had taken.`);
  printLine(`${events} events once and in order for ${readers.join(', ')}: ${faults}`);
};

live()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    printError(error);
    process.exit(1);
  });
