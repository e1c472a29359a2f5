import { setTimeout as pause } from 'node:timers/promises';

/** Waits until `isSo`, which what happens in another service takes a moment for. Throws after ten seconds. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('It did not come to pass in ten seconds.');
    await pause(20);
  }
};
