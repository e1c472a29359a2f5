import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { REPOSITORY } from '../folders';

export const MODES = ['one-process', 'services'] as const;

/** `one-process`: as `npm start`. `services`: as `npm run start:services`. */
export type Mode = (typeof MODES)[number];

/** A running product that is attacked from outside. */
export interface Target {
  readonly mode: Mode;
  readonly url: string;
  /** Addresses of the services; empty in one process. */
  readonly serviceUrls: readonly string[];
  readonly mailFolder: string;
  /** Grants a role to a member, as an operator does. */
  grantRole(handle: string, role: string): Promise<void>;
  /** The most memory that one Node process has used, in MiB; null if this system does not tell. */
  peakMemory(): number | null;
  /** What has ended without being stopped; empty if all processes run. */
  crashes(): readonly string[];
  stop(): Promise<void>;
}

const run = promisify(execFile);

const START_MS = 120_000;
const PORTS = ['PORT', 'CONTENT_PORT', 'MEMBERSHIP_PORT', 'PARTNERSHIPS_PORT', 'RATINGS_PORT'];

/** Characters of the log that are kept. */
const MAX_LOG = 1_000_000;

const peakOf = (processId: number): number | null => {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch {
    return null;
  }
};

const untilStarted = async (child: ChildProcess, output: () => string): Promise<void> => {
  const deadline = performance.now() + START_MS;
  while (!output().includes('Ctrl+C stops it.')) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(`The product did not start:\n${output().slice(-3000)}`);
    }
    await pause(100);
  }
};

/** Starts the built product on free ports, with demo data in an embedded PostgreSQL in a temporary folder. */
export const startTarget = async (mode: Mode): Promise<Target> => {
  const folder = await mkdtemp(join(tmpdir(), 'wizness-attack-'));
  const mailFolder = join(folder, 'mail');
  const child = spawn(process.execPath, [join('infra', 'dist', 'start', `${mode}.js`)], {
    cwd: REPOSITORY,
    env: {
      DATA_DIR: join(folder, 'data'),
      MAIL_DIR: mailFolder,
      LOG_LEVEL: 'info',
      DEMO: '1',
      // So that the attacks on accounts do not meet the limits that others have used up.
      TRUSTED_PROXIES: '127.0.0.1',
      MAX_COST_PER_MINUTE: '0',
      RATE_LIMIT_PERCENT: '0',
      ...Object.fromEntries(PORTS.map((name) => [name, '0'])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let start = '';
  let log = '';
  const starts = new Map<string, number[]>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      if (start.length < MAX_LOG) start += text;
      log = (log + text).slice(-MAX_LOG);
      for (const [, name = '', id] of text.matchAll(/"process":"(\w+)","processId":(\d+)/g))
        starts.set(name, [...new Set([...(starts.get(name) ?? []), Number(id)])]);
    });
  }
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilStarted(child, () => start);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = /Wizness Graph is up: (\S+)/.exec(start)?.[1] ?? '';
  const listening = start.matchAll(/"url":"([^"]+)","msg":"the subgraph is listening"/g);
  return {
    mode,
    url,
    serviceUrls: [...listening].map(([, address = '']) => address),
    mailFolder,
    grantRole: async (handle, role) => {
      await run(process.execPath, [join('infra', 'dist', 'role', 'main.js'), handle, role], {
        cwd: REPOSITORY,
        env: { DATA_DIR: join(folder, 'data'), MAIL_DIR: mailFolder },
      });
    },
    peakMemory: () => {
      const processIds = [child.pid ?? 0, ...[...starts.values()].flat()];
      const peaks = processIds.map(peakOf).filter((peak) => peak !== null);
      return peaks.length > 0 ? Math.round(Math.max(...peaks)) : null;
    },
    crashes: () => [
      ...(child.exitCode !== null || child.signalCode !== null
        ? [`the product ended (${child.signalCode ?? child.exitCode}):\n${log.slice(-2000)}`]
        : []),
      ...[...starts].filter(([, ids]) => ids.length > 1).map(([name]) => `${name} was started again`),
    ],
    stop,
  };
};
