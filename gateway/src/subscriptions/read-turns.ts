import type { TakeTurnToRead } from './subscriber';

/** Subscribers of one process that read the log for themselves at a time. */
const READS_AT_ONCE = 4;

/** Lets only a few subscribers read the log at a time, in the order in which they came. */
export const createReadTurns = (): TakeTurnToRead => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (read) => {
    if (running >= READS_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await read();
    } finally {
      // The turn goes to the next one.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
