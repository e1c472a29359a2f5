import { setTimeout as pause } from 'node:timers/promises';

/** Long, because a busy machine takes many times as long as an idle one. */
const LIMIT_MS = 180_000;

/** Waits until `condition` is true: for effects that come later, as those of the event log. Rejects after three minutes. */
export const waitUntil = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition was still false after three minutes.');
    await pause(20);
  }
};
