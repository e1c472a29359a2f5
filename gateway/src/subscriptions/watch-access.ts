import { setTimeout as pause } from 'node:timers/promises';
import { type EventType, logCursors } from '@wizness/kernel';
import type { LogReader } from './log-reader';
import type { LogTail } from './log-tail';

/** The events after which the credentials of their subject are checked again. */
const TYPES: ReadonlySet<string> = new Set<EventType>([
  'AccessChanged',
  'AffiliationVerified',
  'AffiliationEnded',
  'MemberErased',
]);

const cursors = logCursors('membership');

const EVENTS_PER_READ = 500;

/** Pause before a log that could not be read is read again, in milliseconds. */
const RETRY_MS = 200;

/**
 * Calls `onChange` with the members whose access has changed, or with null for all of them: at the start, and when some may have
 * been missed. Resolves when `signal` aborts. Never rejects.
 */
export type WatchAccess = (
  signal: AbortSignal,
  onChange: (memberIds: ReadonlySet<string> | null) => void,
) => Promise<void>;

/** Follows the log of membership, whose end is `tail`. */
export const createWatchAccess =
  (tail: LogTail, reader: LogReader): WatchAccess =>
  async (signal, onChange) => {
    /** Null: not known yet, or not held any more. */
    let at: number | null = null;
    const follow = async (after: number): Promise<number | null> => {
      if ((await tail.waitBeyond(cursors.encode(after), signal)) === null) return after;
      const events = await reader.read(after, EVENTS_PER_READ);
      const changed = events.filter(({ type }) => TYPES.has(type)).map(({ subject }) => subject);
      if (changed.length > 0) onChange(new Set(changed));
      // The end has moved and nothing follows: the log was replaced by another one.
      return events.at(-1)?.position ?? null;
    };
    while (!signal.aborted) {
      try {
        if (at === null) {
          at = cursors.decode(await tail.newest());
          onChange(null);
        } else at = await follow(at);
      } catch {
        at = null;
        await pause(RETRY_MS, undefined, { ref: false });
      }
    }
  };
