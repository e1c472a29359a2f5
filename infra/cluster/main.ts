import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printError, printLine } from '@wizness/kernel';
import { readCommandLine, readWholeNumber, usageError } from '../command/command-line';
import { buildVersion } from '../command/earlier-version';
import { mainOf } from '../start/child';
import { PROGRAMS, type Version } from './instances';
import { runCluster } from './run-cluster';

const USAGE = `npm run cluster -- [--posts 10000] [--rolls 2] [--rolled PROGRAM,…] [--from REVISION] [--faults 40] [--promotions 4] [--nats] [--seed 1]

Runs two gateways, two processes of each service, and a primary PostgreSQL with a synchronous standby. Members publish and rate posts while
processes are killed and suspended, the standby is lost, and the primary is lost and replaced. With --nats, the cluster has a NATS
server, which is killed, killed and emptied, or suspended. Before these faults, the processes of all programs (or of --rolled) are
replaced one after the other, as often as --rolls says, by those of the commit --from and back (without it, by the same version), and
no request may fail. Checks that
everything acknowledged is there, that members read what they have written, and that each client gets each event once and in order.
Needs Linux, and nats-server for --nats.`;

/** The program of each name in a built copy of the repository. */
const versionIn =
  (folder: string): Version =>
  (program) =>
    join(folder, ...(program === 'gateway' ? [] : ['services']), program, 'dist', 'main.js');

const cluster = async (): Promise<void> => {
  const { values } = readCommandLine(USAGE, {
    posts: { type: 'string', default: '10000' },
    rolls: { type: 'string', default: '2' },
    rolled: { type: 'string', default: PROGRAMS.join() },
    from: { type: 'string' },
    faults: { type: 'string', default: '40' },
    promotions: { type: 'string', default: '4' },
    nats: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  });
  if (process.platform !== 'linux') throw usageError('This needs Linux.', USAGE);
  const seed = readWholeNumber(values, 'seed', USAGE);
  printLine(`Seed ${seed}.`);
  const counts = {
    rolls: readWholeNumber(values, 'rolls', USAGE),
    posts: readWholeNumber(values, 'posts', USAGE),
    faults: readWholeNumber(values, 'faults', USAGE),
    promotions: readWholeNumber(values, 'promotions', USAGE),
  };
  const rolled = values.rolled.split(',');
  if (!rolled.every((name) => PROGRAMS.includes(name)))
    throw usageError(`--rolled must be some of ${PROGRAMS.join()}.`, USAGE);
  const folder = mkdtempSync(join(tmpdir(), 'wizness-earlier-'));
  const earlier = values.from === undefined ? null : buildVersion(values.from, join(folder, 'tree'));
  const other = earlier ? versionIn(join(folder, 'tree')) : mainOf;
  const { posts, ratings, faults, readers } = await runCluster({
    ...counts,
    rolled,
    versions: [mainOf, other],
    withNats: values.nats,
    seed,
    print: printLine,
  }).finally(() => {
    earlier?.remove();
    rmSync(folder, { recursive: true, force: true });
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
