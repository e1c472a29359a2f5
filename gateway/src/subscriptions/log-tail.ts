import { setTimeout as pause } from 'node:timers/promises';
import { type CallProcedure, logCursors, newestEventProcedure } from '@wizness/kernel';

/** How long one request for the end of a log waits for it to move, in milliseconds. */
const WAIT_MS = 1000;

/** Pause before a service that did not respond is asked again, in milliseconds. */
const RETRY_MS = 200;

/** The end of the log of one service. However many wait, one request at a time asks for it. */
export interface LogTail {
  /** Cursor of the newest event, read now or by a request that is already under way. Rejects if the service does not respond. */
  newest(): Promise<string>;
  /**
   * Resolves with the cursor of the newest event as soon as it is after `cursor`, or before it because the log was replaced;
   * with null when `signal` aborts. Never rejects.
   */
  waitBeyond(cursor: string, signal: AbortSignal): Promise<string | null>;
}

interface Waiting {
  readonly cursor: string;
  readonly resolve: (end: string | null) => void;
}

/** The end of the log of `service`. Requests reject after `timeoutMs`. */
export const createLogTail = (service: string, call: CallProcedure, timeoutMs: number): LogTail => {
  const cursors = logCursors(service);
  const waiting = new Set<Waiting>();
  let asked: Promise<string> | null = null;
  let known: number | null = null;
  let isFollowing = false;

  const ask = async (input: { readonly after?: number; readonly waitMs?: number }): Promise<string> => {
    const signal = AbortSignal.timeout(timeoutMs + (input.waitMs ?? 0));
    const { position } = await call(newestEventProcedure, input, { signal });
    known = position;
    return cursors.encode(position);
  };

  const follow = async (): Promise<void> => {
    if (isFollowing) return;
    isFollowing = true;
    while (waiting.size > 0) {
      const end = await ask(known === null ? {} : { after: known, waitMs: WAIT_MS }).catch(() => null);
      if (end !== null) for (const each of waiting) if (each.cursor !== end) each.resolve(end);
      if (end === null) await pause(RETRY_MS, undefined, { ref: false });
    }
    isFollowing = false;
  };

  return {
    newest: () => {
      asked ??= ask({}).finally(() => {
        asked = null;
      });
      return asked;
    },
    waitBeyond: (cursor, signal) =>
      new Promise((resolve) => {
        const done = (end: string | null): void => {
          waiting.delete(entry);
          signal.removeEventListener('abort', stop);
          resolve(end);
        };
        const stop = (): void => done(null);
        const entry: Waiting = { cursor, resolve: done };
        if (signal.aborted) return stop();
        const end = known === null ? '' : cursors.encode(known);
        if (end > cursor) return done(end);
        signal.addEventListener('abort', stop, { once: true });
        waiting.add(entry);
        void follow();
      }),
  };
};
