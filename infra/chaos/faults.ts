import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { findPostmaster } from '../postgres/postmaster-pid';
import { unprivilegedUser } from '../postgres/server-user';
import type { SteppedClock } from './clock';
import { fillDisk } from './disk';
import { childrenOf, signalAll } from '../process/processes';
import type { Layout, Product } from './product';
import type { Random } from '../random';

/** What a fault is done to. */
export interface Target {
  readonly product: Product;
  readonly random: Random;
  readonly clock: SteppedClock;
  readonly dataFolder: string;
  readonly databaseUrl: () => string;
  /** Counts a kill -9. */
  readonly onKill: () => void;
}

export interface Fault {
  readonly name: string;
  /** Defaults to both. */
  readonly layout?: Layout;
  /** Whether it needs the small disk. */
  readonly needsDisk?: boolean;
  /** Resolves when the fault is over, or has been done. May return a check that is made when the graph has recovered. */
  readonly run: (target: Target) => Promise<(() => void) | void>;
}

const clusterOf = ({ dataFolder }: Target): string => join(dataFolder, 'cluster');
const postmasterOf = (target: Target): number => findPostmaster(clusterOf(target))?.pid ?? 0;
const HOUR_MS = 60 * 60 * 1000;

const kill = ({ onKill }: Target, pids: readonly number[]): void => {
  const known = pids.filter((pid) => pid > 0);
  signalAll(known, 'SIGKILL');
  for (const _ of known) onKill();
};

/** The Node processes of the product. */
const programsOf = (target: Target): number[] => {
  const pid = target.product.pid();
  if (pid === null) return [];
  const postmaster = postmasterOf(target);
  return [pid, ...childrenOf(pid).filter((child) => child !== postmaster)];
};

/** Suspends processes for two to six seconds. */
const suspend = async ({ random }: Target, pids: readonly number[]): Promise<void> => {
  signalAll(pids, 'SIGSTOP');
  await pause(random.integer(2000, 6000));
  signalAll(pids, 'SIGCONT');
};

const killProduct = async (target: Target): Promise<void> => kill(target, [target.product.pid() ?? 0]);

/** Makes `postmaster.pid` name a process that is no PostgreSQL, after both the product and its PostgreSQL were killed. */
const leaveStalePidFile = async (target: Target): Promise<() => void> => {
  const other = spawn('sleep', ['600'], { ...unprivilegedUser(), stdio: 'ignore' });
  await once(other, 'spawn');
  const postmaster = postmasterOf(target);
  kill(target, [target.product.pid() ?? 0, postmaster, ...childrenOf(postmaster)]);
  const lines = [other.pid, clusterOf(target), 1, 54_321, '', '127.0.0.1', '1 1', 'ready   ', ''];
  writeFileSync(join(clusterOf(target), 'postmaster.pid'), lines.join('\n'));
  return () => {
    if (other.exitCode !== null || other.signalCode !== null) throw new Error('Another program was ended.');
    other.kill('SIGKILL');
  };
};

const lockTable = async ({ random, databaseUrl }: Target): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl() });
  client.on('error', () => undefined);
  await client.connect();
  const table = random.pick(['membership.members', 'membership.jobs', 'membership.events', 'content.checkpoints']);
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  await pause(random.integer(3000, 8000));
  await client.end();
};

export const FAULTS: readonly Fault[] = [
  { name: 'kill -9 of the product', run: killProduct },
  { name: 'kill -9 of PostgreSQL', run: async (target) => kill(target, [postmasterOf(target)]) },
  {
    name: 'kill -9 of a process of PostgreSQL',
    run: async (target) => kill(target, [target.random.pick(childrenOf(postmasterOf(target)))]),
  },
  {
    name: 'kill -9 of product and PostgreSQL',
    run: async (target) => kill(target, [target.product.pid() ?? 0, postmasterOf(target)]),
  },
  {
    name: 'kill -9 of a service or the gateway',
    layout: 'services',
    run: async (target) => kill(target, [target.random.pick(programsOf(target).slice(1))]),
  },
  {
    name: 'kill -9 again and again',
    run: async (target) => {
      for (let times = 0; times < 3; times += 1) {
        const pids = [...programsOf(target), postmasterOf(target)].filter((pid) => pid > 0);
        if (pids.length > 0) kill(target, [target.random.pick(pids)]);
        await pause(target.random.integer(300, 3000));
      }
    },
  },
  { name: 'SIGSTOP of a program', run: (target) => suspend(target, [target.random.pick(programsOf(target))]) },
  {
    name: 'SIGSTOP of PostgreSQL',
    run: async (target) => {
      const postmaster = postmasterOf(target);
      await suspend(target, [postmaster, ...childrenOf(postmaster)]);
    },
  },
  { name: 'a stale pid file', run: leaveStalePidFile },
  { name: 'a locked table', run: lockTable },
  {
    name: 'a clock step of an hour',
    run: ({ random, clock, databaseUrl }) => clock.step(random.pick([HOUR_MS, -HOUR_MS]), databaseUrl()),
  },
  {
    name: 'a full disk',
    needsDisk: true,
    run: ({ dataFolder, random }) => fillDisk(dataFolder, random.integer(2000, 6000)),
  },
];
