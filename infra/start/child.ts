import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { printLine } from '@wizness/kernel';
import { stopChild } from '../process/stop-child';

/** A program of this repository that runs as a child process. */
export interface Child {
  /** Undefined if it could not be started. */
  readonly pid: number | undefined;
  /** How it ended, such as "exit code 1" or "signal SIGKILL", with the last lines of its stderr. Never rejects. */
  readonly ended: Promise<string>;
  /** Sends SIGTERM and waits for the end. Sends SIGKILL 20 seconds after its drain. */
  stop(): Promise<void>;
}

/** The program of a package, which is beside its index: compiled, or the source if this program runs from its source. */
export const mainOf = (name: string): string =>
  require.resolve(join(dirname(require.resolve(`@wizness/${name}`)), 'main'));

/** How long a process may take to stop after its drain, in milliseconds. */
const STOP_MS = 20_000;

/** An error message with the list of wrong settings fits into these lines. */
const LINES_KEPT = 20;

const prefixLines = (name: string, child: ChildProcess): readonly string[] => {
  const errors: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      printLine(`[${name}] ${line}`);
      // Lines of the log, which are JSON, are not the reason of the end.
      if (stream !== child.stderr || line.startsWith('{')) return;
      errors.push(line);
      if (errors.length > LINES_KEPT) errors.shift();
    });
  }
  return errors;
};

/**
 * Starts the program `main` with the environment `env`. Each line that it prints is prefixed with its name. It stops by itself
 * when this process ends, however that happens: see `runProgram`.
 * @param drainSeconds the setting DRAIN_SECONDS of the program
 */
export const startChild = (name: string, main: string, env: NodeJS.ProcessEnv, drainSeconds = 0): Child => {
  const child = spawn(process.execPath, [...process.execArgv, main], {
    env,
    // The last one is a channel that closes when this process ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // In its own process group, so that Ctrl+C does not reach it: the parent stops its children in order.
    detached: true,
  });
  const errors = prefixLines(name, child);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // After the streams are closed: the last lines are read.
    child.once('close', (code, signal) => {
      resolve([signal ? `signal ${signal}` : `exit code ${code}`, ...errors].join('\n'));
    });
  });
  return {
    pid: child.pid,
    ended,
    stop: () => stopChild(child, ended, drainSeconds * 1000 + STOP_MS),
  };
};
