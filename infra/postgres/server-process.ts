import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVER_ENVIRONMENT } from './cluster';
import type { DataFolder } from './data-folder';
import { findPostmaster, releasePidFile } from './postmaster-pid';

/** One process of PostgreSQL. */
export interface ServerProcess {
  readonly pid: number | undefined;
  /** How it ended, with the last lines of its log. Never rejects. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly binaries: string;
  readonly port: number;
  /** False is faster but can lose data in a power failure: for tests. */
  readonly durable: boolean;
}

const LOG_LINES_KEPT = 20;

/** How long PostgreSQL may take to end after each signal. */
const STOP_MS = 15_000;

/**
 * Ends a PostgreSQL by its fast shutdown, which rolls back open transactions. If that does not end it, by its immediate one,
 * after which it recovers from its log when it is started again.
 */
const shutDown = async (kill: (signal: NodeJS.Signals) => unknown, isRunning: () => boolean): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    kill(signal);
    // A process that was stopped by SIGSTOP handles no signal before it continues.
    if (process.platform !== 'win32') kill('SIGCONT');
    for (const deadline = performance.now() + STOP_MS; performance.now() < deadline; await pause(10)) {
      if (!isRunning()) return;
    }
  }
  throw new Error(`PostgreSQL did not end within ${(2 * STOP_MS) / 1000} seconds.`);
};

/** Stops the server that a killed process has left running on `folder`, if there is one. */
export const stopAbandonedServer = async ({ cluster }: DataFolder): Promise<void> => {
  const abandoned = findPostmaster(cluster);
  if (!abandoned) return;
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(abandoned.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  await shutDown(kill, () => findPostmaster(cluster)?.pid === abandoned.pid);
};

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

/** A standby accepts read-only connections. */
const READY = /database system is ready to accept (read-only )?connections/;

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const startOnce = async (
  { cluster, server: user }: DataFolder,
  { binaries, port, durable }: ServerOptions,
): Promise<ServerProcess> => {
  releasePidFile(cluster);
  const flags = [...SETTINGS, ...(durable ? [] : FAST)].flatMap((setting) => ['-c', setting]);
  const child = spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, '-p', String(port), ...flags], {
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // In its own process group, so that Ctrl+C does not reach it: `stop` ends it after the services have closed.
    detached: true,
    ...user,
  });
  const lines: string[] = [];
  const log = createInterface({ input: child.stderr });
  const ready = new Promise<'ready'>((done) => {
    log.on('line', (line) => {
      lines.push(line);
      if (lines.length > LOG_LINES_KEPT) lines.shift();
      if (READY.test(line)) done('ready');
    });
  });
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    // After the streams are closed: the last lines are read.
    child.once('close', (code, signal) => {
      done([signal ? `signal ${signal}` : `exit code ${code}`, ...lines].join('\n'));
    });
  });
  const end = await Promise.race([ready, ended]);
  if (end !== 'ready') throw new Error(`PostgreSQL did not start: ${end}`);
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      if (hasEnded(child)) return;
      await shutDown(
        (signal) => child.kill(signal),
        () => !hasEnded(child),
      );
    },
  };
};

/** How PostgreSQL reports backends of a killed server. They end by themselves, at the latest after their statement. */
const ORPHANED_BACKENDS = 'pre-existing shared memory block';
const ORPHANS_MS = 15_000;

/**
 * Starts PostgreSQL on `folder`. Resolves when it accepts connections; rejects with its log if it ends before that. Waits for
 * the end of backends that have outlived a killed server.
 */
export const startServerProcess = async (folder: DataFolder, options: ServerOptions): Promise<ServerProcess> => {
  for (const deadline = performance.now() + ORPHANS_MS; ; await pause(100)) {
    try {
      return await startOnce(folder, options);
    } catch (error) {
      if (!String(error).includes(ORPHANED_BACKENDS) || performance.now() > deadline) throw error;
    }
  }
};
