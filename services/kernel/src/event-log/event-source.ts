import type { EntityManager } from 'typeorm';
import type { Storage } from '../data/storage';
import { badUserInput } from '../errors/fault';
import { LoggedEvent } from './logged-event.entity';
import { readEvents } from './read-events';

/** The log of one service as others read it: by a function call in the same process, over HTTP from another. */
export interface EventSource {
  /** As `readEvents`, with the same errors. May end early when `signal` aborts. */
  read(after: number, limit: number, signal?: AbortSignal): Promise<readonly LoggedEvent[]>;
}

/** Logs by the name of the service. */
export type EventSources = Readonly<Record<string, EventSource>>;

/** The service's own log. Reading it throws BAD_USER_INPUT if the service has none. */
export const ownEventSource = (
  connected: () => Promise<EntityManager>,
  { schema, entities }: Storage,
): EventSource => ({
  read: async (after, limit) => {
    if (!entities.includes(LoggedEvent)) throw badUserInput(`${schema} has no event log.`);
    return readEvents(await connected(), { after, limit });
  },
});
