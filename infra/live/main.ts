import { printError, printLine } from '@wizness/kernel';
import { LAYOUTS } from '../chaos/product';
import { readCommandLine, readWholeNumber, usageError } from '../command/command-line';
import { runLive } from './run-live';

const USAGE = `npm run live -- [--posts 10000] [--kills 20] [--swaps 20] [--nats 20] [--seed 1] [--layout services|one-process]

Lets a client of each protocol, a webhook receiver that refuses one delivery in three, and programs that poll follow the post log while posts
are written, processes are killed, connections are cut and the supergraph is replaced, and checks that each gets each event once
and in order. With --nats, the product runs with a NATS server, which is killed, killed and emptied, or suspended that often.
Needs Linux, and nats-server for --nats.`;

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
  const seed = readWholeNumber(values, 'seed', USAGE);
  printLine(`Seed ${seed}.`);
  const { events, kills, cuts, swaps, natsFaults, failures, repeats, readers } = await runLive({
    layout,
    posts: readWholeNumber(values, 'posts', USAGE),
    kills: readWholeNumber(values, 'kills', USAGE),
    swaps: readWholeNumber(values, 'swaps', USAGE),
    natsFaults: values.nats === undefined ? null : readWholeNumber(values, 'nats', USAGE),
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
