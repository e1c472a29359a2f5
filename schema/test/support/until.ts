import { setTimeout as pause } from 'node:timers/promises';

/** Polls `condition` until it holds. Throws after ten seconds. For effects that reach another service through its event log. */
export const until = async (condition: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition did not hold within ten seconds.');
    await pause(20);
  }
};
