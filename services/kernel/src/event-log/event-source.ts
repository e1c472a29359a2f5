import type { EntityManager } from 'typeorm';
import { badUserInput } from '../errors/fault';
import type { Storage } from '../data/postgres';
import { LoggedEvent } from './logged-event.entity';
import { readEvents } from './read-events';

/** The log of one service as others read it: by a call in one process, over HTTP between two. */
export interface EventSource {
  /** As `readEvents`, with its faults. A read whose `signal` aborts may end early. */
  read(after: number, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;
}

/** Logs by the names of their owners. */
export type EventSources = Readonly<Record<string, EventSource>>;

/** The service's own log. Reading it is BAD_USER_INPUT where the service keeps none. */
export const ownEventSource = (
  connected: () => Promise<EntityManager>,
  { schema, entities }: Storage,
): EventSource => ({
  read: async (after, limit) => {
    if (!entities.includes(LoggedEvent)) throw badUserInput(`${schema} keeps no log of events.`);
    return readEvents(await connected(), { after, limit });
  },
});
