import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { stopChild } from '../process/stop-child';

/** A process of a program of the graph. */
export interface InstanceProcess {
  readonly pid: number | undefined;
  /** How it ended. Never rejects. */
  readonly ended: Promise<string>;
  /** Sends SIGTERM and waits for the end. Sends SIGKILL after 30 seconds. */
  stop(): Promise<void>;
}

const STOP_MS = 30_000;

/** Starts the program `main`, whose output is appended to `logFile`. */
export const startProcess = (main: string, env: NodeJS.ProcessEnv, logFile: string): InstanceProcess => {
  const output = openSync(logFile, 'a');
  // The channel closes when this process ends, and then the child ends too: see `runProgram`.
  const stdio = ['ignore', output, output, 'ipc'] as const;
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, main], {
    env,
    stdio: [...stdio],
    detached: true,
  });
  closeSync(output);
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  return {
    pid: child.pid,
    ended,
    stop: () => stopChild(child, ended, STOP_MS),
  };
};
