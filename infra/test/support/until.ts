import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `condition` is true. Rejects after one minute. */
export const until = async (condition: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition was still false after one minute.');
    await pause(50);
  }
};
