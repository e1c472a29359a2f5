import {
  type CallProcedure,
  type CopiedLog,
  eventsProcedure,
  type LoggedEvent,
  newestEventProcedure,
} from '@wizness/kernel';

/** The event log of one service as the gateway reads it. All methods reject if the service does not respond. */
export interface LogReader {
  /** Position of the newest event, read now. */
  newest(): Promise<number>;
  /** Position of the newest event, once it is not `after` any more, or after about a second. */
  newestAfter(after: number): Promise<number>;
  /** Up to `limit` events after a position, in order. Rejects with the coded errors of the log. */
  read(after: number, limit: number): Promise<readonly LoggedEvent[]>;
}

/** How long a request for the end of a log waits for it to move, in milliseconds. */
const WAIT_MS = 1000;

/** Reads the log from its service. Requests reject after `timeoutMs`. */
export const serviceLogReader = (call: CallProcedure, timeoutMs: number): LogReader => {
  const newest = async (input: { readonly after?: number; readonly waitMs?: number }): Promise<number> => {
    const signal = AbortSignal.timeout(timeoutMs + (input.waitMs ?? 0));
    return (await call(newestEventProcedure, input, { signal })).position;
  };
  return {
    newest: () => newest({}),
    newestAfter: (after) => newest({ after, waitMs: WAIT_MS }),
    read: async (after, limit) =>
      (await call(eventsProcedure, { after, limit }, { signal: AbortSignal.timeout(timeoutMs) })).events,
  };
};

/**
 * Reads the log from its copy in NATS, which is followed from the first use on. The service is read for what the copy does not have; while the copy is behind what is
 * known, or nothing comes from NATS; and once a second in which nothing came, because the relay may have stopped.
 */
export const copiedLogReader = (
  follow: () => CopiedLog,
  service: LogReader,
): LogReader & { close(): Promise<void> } => {
  let copy: CopiedLog | null = null;
  return {
    newest: () => service.newest(),
    newestAfter: async (after) => {
      copy ??= follow();
      const before = copy.newest();
      if (before === null || before < after) return service.newestAfter(after);
      await copy.waitBeyond(after, WAIT_MS);
      const now = copy.newest();
      return now !== null && now > after ? now : service.newest();
    },
    read: async (after, limit) => {
      const held = copy?.read(after, limit) ?? [];
      return held.length > 0 ? held : service.read(after, limit);
    },
    close: async () => {
      await copy?.close();
    },
  };
};
