import { printError, printLine } from '@wizness/kernel';
import { readCommandLine, readWholeNumber, usageError } from '../command/command-line';
import { runCluster } from './run-cluster';

const USAGE = `npm run cluster -- [--posts 10000] [--faults 40] [--promotions 4] [--nats] [--seed 1]

Runs two gateways, two processes of each service, and a primary PostgreSQL with a synchronous standby. Members publish and rate posts while
processes are killed and suspended, the standby is lost, and the primary is lost and replaced. With --nats, the cluster has a NATS
server, which is killed, killed and emptied, or suspended. Checks that everything acknowledged is there, that members read what they
have written, and that each client gets each event once and in order. Needs Linux, and nats-server for --nats.`;

const cluster = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    posts: { type: 'string', default: '10000' },
    faults: { type: 'string', default: '40' },
    promotions: { type: 'string', default: '4' },
    nats: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  });
  if (process.platform !== 'linux') throw usageError('This needs Linux.', USAGE);
  const seed = readWholeNumber(values, 'seed', USAGE);
  printLine(`Seed ${seed}.`);
  const { posts, ratings, faults, readers } = await runCluster({
    posts: readWholeNumber(values, 'posts', USAGE),
    faults: readWholeNumber(values, 'faults', USAGE),
    promotions: readWholeNumber(values, 'promotions', USAGE),
    withNats: values.nats,
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
