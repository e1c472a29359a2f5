import { setTimeout as pause } from 'node:timers/promises';

/** Polls `condition` until it holds. Throws after `limitMs`. For effects that reach another service through its event log. */
export const until = async (condition: () => Promise<boolean>, limitMs = 10_000): Promise<void> => {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`The condition did not hold within ${limitMs / 1000} seconds.`);
    await pause(20);
  }
};
