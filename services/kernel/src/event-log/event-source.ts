import type { EntityManager } from 'typeorm';
import type { Storage } from '../data/storage';
import { badUserInput } from '../errors/fault';
import { watchLogEnd } from './log-end';
import { LoggedEvent } from './logged-event.entity';
import { readEvents } from './read-events';

/** The log of one service as others read it: by a function call in the same process, over HTTP from another. */
export interface EventSource {
  /** As `readEvents`, with the same errors. May end early when `signal` aborts. */
  read(after: number, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;
  /**
   * Position of the newest event, 0 if there was never one: as soon as it is not `after` any more, but after `waitMs`
   * milliseconds, or when `signal` aborts, in any case. Absent where the log cannot tell.
   */
  newestAfter?(after: number, waitMs: number, signal: AbortSignal): Promise<number>;
}

/** The log of a running service, which also knows its end. */
export interface OwnEventSource extends Required<EventSource> {
  /** Position of the newest event; 0 if there was never one. */
  newest(): Promise<number>;
  /** Ends the waits: the log has new events. */
  wake(): void;
}

/** Logs by the name of the service. */
export type EventSources = Readonly<Record<string, EventSource>>;

const NEWEST = 'SELECT coalesce(max(position), 0) AS newest FROM events WHERE position > 0';

/** The service's own log. Reading it throws BAD_USER_INPUT if the service has none. */
export const ownEventSource = (
  connected: () => Promise<EntityManager>,
  { schema, entities }: Storage,
): OwnEventSource => {
  const open = async (): Promise<EntityManager> => {
    if (!entities.includes(LoggedEvent)) throw badUserInput(`${schema} has no event log.`);
    return connected();
  };
  const newest = async (): Promise<number> => {
    const [row] = await (await open()).query<{ newest: string }[]>(NEWEST);
    return Number(row?.newest ?? 0);
  };
  const end = watchLogEnd(newest);
  return {
    read: async (after, limit) => readEvents(await open(), { after, limit }),
    newest,
    newestAfter: end.newestAfter,
    wake: end.wake,
  };
};
