import { setTimeout as pause } from 'node:timers/promises';

const WAIT_MS = 100;

/** Something did not happen in time. */
class TooLate extends Error {}

/** What `attempt` resolves with, repeated while it rejects. Throws an Error that begins with `what` after `ms` milliseconds. */
export const untilResolved = async <Value>(what: string, ms: number, attempt: () => Promise<Value>): Promise<Value> => {
  const deadline = performance.now() + ms;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw new TooLate(`${what} after ${ms / 1000} s: ${String(error)}`);
      await pause(WAIT_MS);
    }
  }
};

/** Resolves when `condition` does with true; a rejection counts as false. Throws as {@link untilResolved}. */
export const untilTrue = (what: string, ms: number, condition: () => Promise<boolean>): Promise<void> =>
  untilResolved(what, ms, async () => {
    if (!(await condition())) throw new Error('not yet');
  });
