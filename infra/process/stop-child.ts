import type { ChildProcess } from 'node:child_process';

/** Sends SIGTERM to a process and waits until it has `ended`. Sends SIGKILL after `forceMs` milliseconds. */
export const stopChild = async (child: ChildProcess, ended: Promise<unknown>, forceMs: number): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // A process that is suspended stops when it goes on.
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), forceMs);
  await ended;
  clearTimeout(force);
};
