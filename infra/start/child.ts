import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from './environment';
import { printLine } from '@wizness/kernel';

/** A program of this repository that runs as a child process. */
export interface Child {
  readonly name: string;
  /** How it ended, such as "exit code 1" or "signal SIGKILL". Never rejects. */
  readonly ended: Promise<string>;
  /** Waits until `/ready` at `url` answers with 200. Rejects if the child ends first, or after 60 seconds. */
  waitUntilReady(url: string): Promise<void>;
  /** Sends SIGTERM and waits for the end. Sends SIGKILL after 20 seconds. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 20_000;

const prefixLines = (name: string, stream: Readable | null): void => {
  if (stream) createInterface({ input: stream }).on('line', (line) => printLine(`[${name}] ${line}`));
};

const isReady = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });

/** Starts the program `main` with `settings` added to the environment. Each line that it prints is prefixed with its name. */
export const startChild = (name: string, main: string, settings: Readonly<Record<string, string>>): Child => {
  const child = spawn(process.execPath, [main], {
    env: childEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    // In its own process group, so that Ctrl+C does not reach it: the parent stops its children in order.
    detached: true,
  });
  prefixLines(name, child.stdout);
  prefixLines(name, child.stderr);
  let end: string | undefined;
  const ended = endOf(child).then((how) => {
    end = how;
    return how;
  });
  return {
    name,
    ended,
    waitUntilReady: async (url) => {
      const deadline = performance.now() + READY_MS;
      while (!(await isReady(url))) {
        if (end) throw new Error(`${name} did not start (${end}).`);
        if (performance.now() > deadline) throw new Error(`${name} was not ready within ${READY_MS / 1000} seconds.`);
        await pause(50);
      }
    },
    stop: async () => {
      if (end) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(force);
    },
  };
};
