import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from './environment';
import { printLine } from '@wizness/kernel';

/** A program of this house that runs as a process of its own. */
export interface Child {
  readonly name: string;
  /** How it ended: "exit code 1", "signal SIGKILL". */
  readonly ended: Promise<string>;
  /** Waits until `/ready` at `url` is green. Rejects where the child ends before, or is not ready in time. */
  ready(url: string): Promise<void>;
  /** Asks the child to end and waits until it has; forces it where it takes too long. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
const STOP_MS = 20_000;

const prefixLines = (name: string, stream: Readable | null): void => {
  if (stream) createInterface({ input: stream }).on('line', (line) => printLine(`[${name}] ${line}`));
};

const isGreen = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
};

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(signal ? `signal ${signal}` : `exit code ${code}`));
  });

/** Starts the program `main` with `settings` in its environment; what it prints gets its name before each line. */
export const startChild = (name: string, main: string, settings: Readonly<Record<string, string>>): Child => {
  const child = spawn(process.execPath, [main], {
    env: childEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl+C is ours to pass on, in our order.
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
    ready: async (url) => {
      const deadline = performance.now() + READY_MS;
      while (!(await isGreen(url))) {
        if (end) throw new Error(`${name} did not start (${end}).`);
        if (performance.now() > deadline) throw new Error(`${name} is not ready after ${READY_MS / 1000} s.`);
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
