/** A sleep that can be ended early. */
export interface Alarm {
  ring(): void;
  /** Sleeps until the alarm rings, `milliseconds` pass or `signal` aborts. A ring since the last sleep ends it at once. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const createWakeableSleep = (): Alarm => {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    sleep: (milliseconds, signal) =>
      new Promise((done) => {
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          rung = false;
          wake = null;
          done();
        };
        const timer = setTimeout(end, milliseconds);
        signal.addEventListener('abort', end);
        wake = end;
        if (rung || signal.aborted) end();
      }),
  };
};
