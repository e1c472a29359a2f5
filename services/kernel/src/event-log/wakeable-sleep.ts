/** A sleep that can be ended early. */
export interface WakeableSleep {
  /** Ends the current sleep, or the next one at once. */
  wake(): void;
  /** Resolves after `milliseconds`, on `wake`, or when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const createWakeableSleep = (): WakeableSleep => {
  let woken = false;
  let endSleep: (() => void) | null = null;
  return {
    wake: () => {
      woken = true;
      endSleep?.();
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          woken = false;
          endSleep = null;
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal.addEventListener('abort', end);
        endSleep = end;
        if (woken || signal.aborted) end();
      }),
  };
};
