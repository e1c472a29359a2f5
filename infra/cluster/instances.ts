import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { catalogue, type Logger } from '@wizness/kernel';
import { type CutProxy, openCutProxy } from '../live/cut-proxy';
import { supervise } from '../process/supervise';
import { mainOf } from '../start/child';
import { withFreePorts } from '../start/ports';

/** One of the processes of a program. It is started again when it ends. */
interface Instance {
  /** Such as `content 2`. */
  readonly name: string;
  /** Undefined between two processes. */
  pid(): number | undefined;
}

export interface Instances {
  readonly all: readonly Instance[];
  /** In front of the gateways: where clients connect. */
  readonly proxy: CutProxy;
  stop(): Promise<void>;
}

export interface InstancesOptions {
  /** Processes of the gateway and of each service. */
  readonly count: number;
  /** Settings of all programs. */
  readonly variables: Readonly<Record<string, string>>;
  /** File of the logs of all processes. */
  readonly logFile: string;
  readonly log: Logger;
}

const STOP_MS = 20_000;

const startProcess = (program: string, env: NodeJS.ProcessEnv, logFile: string) => {
  const output = openSync(logFile, 'a');
  // The channel closes when this process ends, and then the child ends too: see `runProgram`.
  const stdio = ['ignore', output, output, 'ipc'] as const;
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, mainOf(program)], {
    env,
    stdio: [...stdio],
    detached: true,
  });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      // A process that is suspended stops when it goes on.
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(force);
    },
  };
};

/** Names and free ports of `count` processes of each program, by the name of the program. */
const chooseAddresses = async (count: number) => {
  const programs = [...catalogue.map(({ name }) => name), 'gateway'];
  const namesOf = (program: string) => Array.from({ length: count }, (_, index) => `${program} ${index + 1}`);
  const names = programs.flatMap(namesOf);
  const ports = await withFreePorts(names, Object.fromEntries(names.map((name) => [name, '0'])));
  return programs.map((program) => ({
    program,
    processes: namesOf(program).map((name) => ({ name, port: Number(ports[name]) })),
  }));
};

/**
 * Starts `count` processes of the gateway and of each service, with a proxy in front of each program that sends each connection to the
 * next of its processes. Resolves when they are started, which is before they are ready.
 */
export const startInstances = async ({ count, variables, logFile, log }: InstancesOptions): Promise<Instances> => {
  const all: Instance[] = [];
  const stops: (() => Promise<void>)[] = [];
  const proxies = new Map<string, CutProxy>();
  const addresses = await chooseAddresses(count);
  for (const { program, processes } of addresses)
    proxies.set(program, await openCutProxy(processes.map(({ port }) => port)));
  const urls = Object.fromEntries(catalogue.map(({ name, urlSetting }) => [urlSetting, proxies.get(name)?.url ?? '']));
  for (const { program, processes } of addresses) {
    for (const { name, port } of processes) {
      let running: ReturnType<typeof startProcess> | null = null;
      const env = { ...variables, ...urls, HOST: '127.0.0.1', PORT: String(port) };
      const start = async () => (running = startProcess(program, env, logFile));
      const { stop } = await supervise({ name, start, log });
      stops.push(stop);
      all.push({ name, pid: () => running?.pid });
    }
  }
  const proxy = proxies.get('gateway') as CutProxy;
  return {
    all,
    proxy,
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await Promise.all([...proxies.values()].map((each) => each.close()));
    },
  };
};
