import { setTimeout as pause } from 'node:timers/promises';

/** Long, because a busy machine takes several times as long as an idle one. */
const LIMIT_MS = 60_000;

/** Waits until `condition` is true: for effects that come later, as those of the event log. Rejects after one minute. */
export const waitUntil = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition was still false after one minute.');
    await pause(20);
  }
};
