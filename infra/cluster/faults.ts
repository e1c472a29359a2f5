import { setTimeout as pause } from 'node:timers/promises';
import { signalAll } from '../process/processes';
import { untilResolved } from '../live/until-true';
import type { ServerPair } from '../postgres/server-pair';
import type { Random } from '../random';
import type { Instances } from './instances';

/** What a fault is done to. */
interface ClusterTarget {
  readonly instances: Instances;
  readonly servers: ServerPair;
  readonly random: Random;
}

export interface ClusterFault {
  readonly name: string;
  /** Resolves when the fault is over, or has been done. */
  readonly run: (target: ClusterTarget) => Promise<void>;
}

const signalInstances = ({ instances }: ClusterTarget, pattern: RegExp, signal: NodeJS.Signals): void =>
  signalAll(
    instances.all.filter(({ name }) => pattern.test(name)).flatMap((instance) => instance.pid() ?? []),
    signal,
  );

const anyInstance = ({ instances, random }: ClusterTarget): RegExp =>
  new RegExp(`^${random.pick(instances.all).name}$`);

const START_MS = 120_000;

const PROGRAM = /^(?:gateway|content|membership|partnerships|ratings) 1$/;

/** What can happen to a cluster at any time. */
export const FAULTS: readonly ClusterFault[] = [
  {
    name: 'kill -9 of one process',
    run: async (target) => signalInstances(target, anyInstance(target), 'SIGKILL'),
  },
  {
    name: 'kill -9 of one process of each program',
    run: async (target) => signalInstances(target, PROGRAM, 'SIGKILL'),
  },
  {
    name: 'SIGSTOP of one process',
    run: async (target) => {
      const chosen = anyInstance(target);
      signalInstances(target, chosen, 'SIGSTOP');
      await pause(target.random.integer(2000, 5000));
      signalInstances(target, chosen, 'SIGCONT');
    },
  },
  {
    name: 'kill -9 of the standby',
    run: async ({ servers, random }) => {
      await servers.standby.signal('SIGKILL');
      await pause(random.integer(500, 2000));
      // Processes of the one that was killed may still hold its memory.
      await untilResolved('The standby does not start', START_MS, () => servers.standby.start());
    },
  },
  {
    name: 'SIGSTOP of the standby',
    run: async ({ servers, random }) => {
      await servers.standby.signal('SIGSTOP');
      await pause(random.integer(1000, 3000));
      await servers.standby.signal('SIGCONT');
    },
  },
  {
    name: 'cut connections',
    run: async ({ instances, random }) => void instances.proxy.cut(random),
  },
];

/** The primary is killed and the standby is promoted: once in a run, because the pair has no third server. */
export const LOSE_PRIMARY: ClusterFault = {
  name: 'kill -9 of the primary, promotion of the standby',
  run: async ({ servers }) => {
    await servers.primary.signal('SIGKILL');
    await servers.promote();
  },
};
