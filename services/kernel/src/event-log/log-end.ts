import { createWakeableSleep } from './wakeable-sleep';

/** The end of a log, for all who wait for it to move. */
export interface LogEnd {
  /**
   * Position of the newest event: as soon as it is not `after` any more, but after `waitMs` milliseconds, or when `signal` aborts,
   * in any case. Rejects as `newest` does.
   */
  newestAfter(after: number, waitMs: number, signal: AbortSignal): Promise<number>;
  /** Looks now: the log has new events. */
  wake(): void;
}

/** Interval of the checks for new events while a caller waits, in milliseconds. Some events are not announced. */
const LOOK_MS = 200;

interface Waiting {
  readonly after: number;
  /** Whether it has waited for long enough. */
  isDue: boolean;
  resolve(position: number): void;
  reject(error: unknown): void;
}

const NEVER = new AbortController().signal;

/** Watches the end of a log with one statement (`newest`) at a time, however many wait. */
export const watchLogEnd = (newest: () => Promise<number>): LogEnd => {
  const waiting = new Set<Waiting>();
  const untilLook = createWakeableSleep();
  /** The end as it was last seen; null while nobody waits. */
  let known: number | null = null;

  const look = async (): Promise<void> => {
    // Who comes while the statement runs may know a later end than it returns.
    const present = [...waiting];
    try {
      const position = await newest();
      known = position;
      for (const each of present) if (each.isDue || each.after !== position) each.resolve(position);
    } catch (error) {
      known = null;
      for (const each of present) each.reject(error);
    }
  };

  /** Whether those who wait can wait longer. */
  const isQuiet = (): boolean => [...waiting].every(({ after, isDue }) => after === known && !isDue);

  let state: 'idle' | 'looking' | 'asleep' = 'idle';
  const watch = async (): Promise<void> => {
    while (waiting.size > 0) {
      state = 'looking';
      await look();
      if (waiting.size === 0 || !isQuiet()) continue;
      state = 'asleep';
      await untilLook.sleep(LOOK_MS, NEVER);
    }
    state = 'idle';
    known = null;
  };

  /** Checks now, if an answer is due. */
  const attend = (): void => {
    if (state === 'idle') void watch();
    else if (state === 'asleep' && !isQuiet()) untilLook.wake();
  };

  return {
    newestAfter: (after, waitMs, signal) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          waiting.delete(entry);
          clearTimeout(timer);
          signal.removeEventListener('abort', leave);
        };
        const entry: Waiting = {
          after,
          isDue: waitMs <= 0,
          resolve: (position) => {
            end();
            resolve(position);
          },
          reject: (error) => {
            end();
            reject(error);
          },
        };
        const leave = (): void => entry.resolve(after);
        const timer = setTimeout(() => {
          entry.isDue = true;
          attend();
        }, waitMs);
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(entry);
        attend();
      }),
    wake: () => {
      if (state !== 'idle') untilLook.wake();
    },
  };
};
