import { setTimeout as pause } from 'node:timers/promises';
import { logCursors } from '@wizness/kernel';
import type { LogReader } from './log-reader';

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

/** The end of the log of `service`. */
export const createLogTail = (service: string, reader: LogReader): LogTail => {
  const cursors = logCursors(service);
  const waiting = new Set<Waiting>();
  let asked: Promise<string> | null = null;
  let known: number | null = null;
  let isFollowing = false;

  const note = (position: number): string => {
    known = position;
    return cursors.encode(position);
  };

  const follow = async (): Promise<void> => {
    if (isFollowing) return;
    isFollowing = true;
    while (waiting.size > 0) {
      const end = await (known === null ? reader.newest() : reader.newestAfter(known)).then(note).catch(() => null);
      if (end !== null) for (const each of waiting) if (each.cursor !== end) each.resolve(end);
      if (end === null) await pause(RETRY_MS, undefined, { ref: false });
    }
    isFollowing = false;
  };

  return {
    newest: () => {
      asked ??= reader
        .newest()
        .then(note)
        .finally(() => {
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
