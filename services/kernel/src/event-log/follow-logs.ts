import type { EntityManager } from 'typeorm';
import type { Logger } from '../runtime/log';
import type { EventSource, EventSources } from './event-source';
import { createWakeableSleep } from './wakeable-sleep';

/** Longest wait of one request for a newer event, in milliseconds. */
const WAIT_MS = 1000;

/** Calls `onNew` when the log of `source` has new events, until `signal` aborts. Readers also poll, so that none is missed. */
const follow = async (source: EventSource, onNew: () => void, signal: AbortSignal): Promise<void> => {
  // The position before which nothing has been announced. No log ends at -1, so the first request does not wait.
  let newest = -1;
  while (!signal.aborted) {
    try {
      const position = (await source.newestAfter?.(newest, WAIT_MS, signal)) ?? newest;
      if (position !== newest) onNew();
      newest = position;
    } catch {
      // The other service is not there. Its readers report that.
      await createWakeableSleep().sleep(WAIT_MS, signal);
    }
  }
};

/** Names of services whose schema is not in the database of `db`, where a log notifies its readers. */
const inOtherDatabases = async (db: EntityManager, services: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db.query<{ name: string }[]>(
    'SELECT name FROM unnest($1::text[]) name WHERE to_regnamespace(name) IS NULL',
    [services],
  );
  return new Set(rows.map(({ name }) => name));
};

/**
 * Follows those logs of `sources` that are in another database than `db` and can tell their end: calls `onNew` with the name
 * of a service that has new events. Returns a function that stops it.
 */
export const followLogs = async (
  sources: EventSources,
  { db, log, onNew }: { readonly db: EntityManager; readonly log: Logger; readonly onNew: (service: string) => void },
): Promise<() => Promise<void>> => {
  const stopping = new AbortController();
  const elsewhere = await inOtherDatabases(db, Object.keys(sources));
  const followed = Object.entries(sources).filter(([name, source]) => elsewhere.has(name) && source.newestAfter);
  if (followed.length > 0)
    log.info({ services: followed.map(([name]) => name) }, 'logs in other databases are followed');
  const ended = followed.map(([name, source]) => follow(source, () => onNew(name), stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(ended);
  };
};
