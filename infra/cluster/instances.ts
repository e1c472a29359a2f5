import { catalogue, type Logger } from '@wizness/kernel';
import { type CutProxy, openCutProxy } from '../live/cut-proxy';
import { untilTrue } from '../live/until-true';
import { choosePort } from '../process/choose-port';
import { supervise } from '../process/supervise';
import { type InstanceProcess, startProcess } from './instance-process';

/** One of the processes of a program. It is started again when it ends. */
interface Instance {
  /** Such as `content 2`. */
  readonly name: string;
  /** Undefined between two processes. */
  pid(): number | undefined;
  /**
   * Starts the program of `version` beside this process, and stops this one when the other is ready, as a rolling update of
   * Kubernetes does: new connections lead to the other one from the moment when this one gets SIGTERM.
   */
  replace(version: Version): Promise<void>;
}

/** The program of each name, as the path of its `main`. */
export type Version = (program: string) => string;

export interface Instances {
  readonly all: readonly Instance[];
  /** In front of the gateways: where clients connect. */
  readonly proxy: CutProxy;
  stop(): Promise<void>;
}

export interface InstancesOptions {
  /** Processes of the gateway and of each service. */
  readonly count: number;
  readonly version: Version;
  /** Settings of all programs. */
  readonly variables: Readonly<Record<string, string>>;
  /** File of the logs of all processes. */
  readonly logFile: string;
  readonly log: Logger;
}

/** How long a process may take until it is ready, on a busy machine. */
export const START_MS = 240_000;

/** Names of the programs of the graph. */
export const PROGRAMS: readonly string[] = [...catalogue.map(({ name }) => name), 'gateway'];

/** Names and ports of `count` processes of each program, by the name of the program. */
const chooseAddresses = async (count: number) => {
  const addresses: { program: string; processes: { name: string; port: number }[] }[] = [];
  for (const program of PROGRAMS) {
    const processes: { name: string; port: number }[] = [];
    for (let number = 1; number <= count; number += 1)
      processes.push({ name: `${program} ${number}`, port: await choosePort() });
    addresses.push({ program, processes });
  }
  return addresses;
};

const isReady = async (port: number): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200;

/**
 * Starts `count` processes of the gateway and of each service, with a proxy in front of each program that sends each connection to the
 * next of its processes. Resolves when they are started, which is before they are ready.
 */
export const startInstances = async (options: InstancesOptions): Promise<Instances> => {
  const { count, variables, logFile, log } = options;
  const all: Instance[] = [];
  const stops = new Map<string, () => Promise<void>>();
  const addresses = await chooseAddresses(count);
  const proxies = new Map<string, { readonly proxy: CutProxy; readonly ports: number[] }>();
  for (const { program, processes } of addresses) {
    const ports = processes.map(({ port }) => port);
    proxies.set(program, { proxy: await openCutProxy(ports), ports });
  }
  const urls = Object.fromEntries(
    catalogue.map(({ name, urlSetting }) => [urlSetting, proxies.get(name)?.proxy.url ?? '']),
  );
  for (const { program, processes } of addresses) {
    const reachable = proxies.get(program)?.ports ?? [];
    for (const { name, port: firstPort } of processes) {
      let port = firstPort;
      let running: InstanceProcess | null = null;
      const start = async (version: Version, at: number): Promise<() => Promise<void>> => {
        const env = { ...variables, ...urls, HOST: '127.0.0.1', PORT: String(at) };
        const startAgain = async () => (running = startProcess(version(program), env, logFile));
        return (await supervise({ name, start: startAgain, log })).stop;
      };
      stops.set(name, await start(options.version, port));
      all.push({
        name,
        pid: () => running?.pid,
        replace: async (version) => {
          const nextPort = await choosePort();
          const stopFormer = stops.get(name);
          const stopNext = await start(version, nextPort);
          stops.set(name, async () => void (await Promise.all([stopFormer?.(), stopNext()])));
          await untilTrue(`${name} is not ready`, START_MS, () => isReady(nextPort));
          reachable.splice(reachable.indexOf(port), 1, nextPort);
          await stopFormer?.();
          stops.set(name, stopNext);
          port = nextPort;
        },
      });
    }
  }
  return {
    all,
    proxy: proxies.get('gateway')?.proxy as CutProxy,
    stop: async () => {
      await Promise.all([...stops.values()].map((stop) => stop()));
      await Promise.all([...proxies.values()].map(({ proxy }) => proxy.close()));
    },
  };
};
