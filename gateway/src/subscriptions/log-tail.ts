import { setTimeout as pause } from 'node:timers/promises';
import { type CallProcedure, logCursors, newestEventProcedure } from '@wizness/kernel';

/** How often the end of a log is asked for while somebody waits for events, in milliseconds. */
const CHECK_MS = 200;

/** The end of the log of one service. However many wait, one request at a time asks for it. */
export interface LogTail {
  /** Cursor of the newest event. Rejects if the service does not respond. */
  newest(): Promise<string>;
  /**
   * Resolves with the cursor of the newest event as soon as it is after `cursor`; with null after `ms`, or when `signal`
   * aborts. Never rejects.
   */
  waitBeyond(cursor: string, ms: number, signal: AbortSignal): Promise<string | null>;
}

interface Waiting {
  readonly cursor: string;
  readonly resolve: (end: string | null) => void;
}

/** The end of the log of `service`. Requests reject after `timeoutMs`. */
export const createLogTail = (service: string, call: CallProcedure, timeoutMs: number): LogTail => {
  const cursors = logCursors(service);
  const waiting = new Set<Waiting>();
  let isChecking = false;

  const newest = async (): Promise<string> => {
    const { position } = await call(newestEventProcedure, {}, { signal: AbortSignal.timeout(timeoutMs) });
    return cursors.encode(position);
  };

  const check = async (): Promise<void> => {
    if (isChecking) return;
    isChecking = true;
    while (waiting.size > 0) {
      const end = await newest().catch(() => null);
      if (end !== null) for (const each of waiting) if (each.cursor < end) each.resolve(end);
      await pause(CHECK_MS, undefined, { ref: false });
    }
    isChecking = false;
  };

  return {
    newest,
    waitBeyond: (cursor, ms, signal) =>
      new Promise((resolve) => {
        const done = (end: string | null): void => {
          waiting.delete(entry);
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          resolve(end);
        };
        const stop = (): void => done(null);
        const entry: Waiting = { cursor, resolve: done };
        const timer = setTimeout(stop, ms);
        if (signal.aborted) return stop();
        signal.addEventListener('abort', stop, { once: true });
        waiting.add(entry);
        void check();
      }),
  };
};
