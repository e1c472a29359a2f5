import { setTimeout as pause } from 'node:timers/promises';
import { signalAll } from '../process/processes';
import { untilResolved } from '../live/until-true';
import type { FaultyNats } from '../live/faulty-nats';
import type { ServerPair } from '../postgres/server-pair';
import type { Random } from '../random';
import { type Instances, START_MS } from './instances';

/** What a fault is done to. */
interface ClusterTarget {
  readonly instances: Instances;
  readonly servers: ServerPair;
  /** Null: the cluster runs without NATS. */
  readonly nats: FaultyNats | null;
  readonly random: Random;
  /** Replaces all processes under load. */
  readonly roll: () => Promise<void>;
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

const PROGRAM = /^(?:gateway|content|membership|partnerships|ratings) 1$/;

/** What can happen to a cluster at any time. */
const FAULTS: readonly ClusterFault[] = [
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

const FAIL_NATS: ClusterFault = {
  name: 'NATS killed, killed and emptied, or suspended',
  run: async ({ nats, random }) => void (await nats?.fail(random)),
};

/** After it, the former primary is the standby. */
const LOSE_PRIMARY: ClusterFault = {
  name: 'kill -9 of the primary, promotion of the standby',
  run: async ({ servers }) => {
    await servers.primary.signal('SIGKILL');
    await servers.promote();
    // Files of tables may be removed while they are copied.
    await untilResolved('The former primary does not become a standby', START_MS, () => servers.rebuildStandby());
  },
};

const ROLL: ClusterFault = { name: 'processes replaced', run: ({ roll }) => roll() };

export interface FaultPlan {
  /** How often all processes are replaced, before anything else. */
  readonly rolls: number;
  /** Number of faults that are chosen at random. */
  readonly faults: number;
  /** How often the primary is lost besides, evenly between them. */
  readonly promotions: number;
  readonly withNats: boolean;
}

/** The faults of a run in their order. */
export const planFaults = ({ rolls, faults, promotions, withNats }: FaultPlan, random: Random): ClusterFault[] => {
  const possible = withNats ? [...FAULTS, FAIL_NATS] : FAULTS;
  const plan = Array.from({ length: faults }, () => random.pick(possible));
  for (let count = promotions; count > 0; count -= 1)
    plan.splice(Math.floor(((count - 0.5) / promotions) * faults), 0, LOSE_PRIMARY);
  return [...Array.from({ length: rolls }, () => ROLL), ...plan];
};
