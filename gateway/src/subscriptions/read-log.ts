import { setTimeout as pause } from 'node:timers/promises';
import { FaultCode, type Identity, type Logger } from '@wizness/kernel';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { EventFrame } from './event-frame';
import { type EventPage, LogUnavailable, SubscriptionFailed, toEventPage } from './event-page';
import { type LogQuery, MAX_EVENTS_PER_REQUEST, withoutObjects } from './log-query';
import type { ReadPage } from './topic';

/** Whoever a log is read for, and the cost of the request. */
interface ReadBy {
  readonly identity: Identity;
  readonly cost: number;
}

/** Runs the query of a subscription once, for a caller. Never rejects. */
export type RunLogQuery = (
  schema: GraphQLSchema,
  query: LogQuery,
  variables: Readonly<Record<string, unknown>>,
  by: ReadBy,
) => Promise<FormattedExecutionResult>;

/** What is read for a topic. */
export interface LogToRead {
  /** Equal for equal reads. */
  readonly key: string;
  readonly schema: GraphQLSchema;
  readonly by: ReadBy;
  /** The query for pages of so many events. */
  readonly queryOf: (events: number) => LogQuery;
  readonly eventsPerRequest: number;
}

/** Attempts after which events are sent although a part of the graph does not respond, with `errors` in place of that part. */
const INCOMPLETE_ATTEMPTS = 3;

/** Pages of the log that were read last, so that subscribers who come back together read them once. */
const SHARED_PAGES = 100;

const TOO_LARGE = {
  message: 'This event is larger than a response may be. Ask for it with a query, and select less.',
  extensions: { code: 'RESPONSE_TOO_LARGE' },
};

/** An event without the objects that it would have, and an error for each of them. */
const withErrors = ({ cursor, payload }: EventFrame, key: string, missing: readonly string[]): EventFrame => {
  const { data } = JSON.parse(payload) as { readonly data: Readonly<Record<string, object>> };
  const event = { ...data[key], ...Object.fromEntries(missing.map((field) => [field, null])) };
  const errors = missing.map((field) => ({ ...TOO_LARGE, path: [key, field] }));
  return new EventFrame(cursor, JSON.stringify({ data: { [key]: event }, errors }));
};

const isTooLarge = (error: unknown): boolean =>
  error instanceof SubscriptionFailed &&
  error.errors.some(({ extensions }) => extensions?.['code'] === FaultCode.QUERY_TOO_COMPLEX);

/** Reads logs in pages. An event that is too large for a response is sent without its objects, so that it ends no subscription. */
export const createLogReader = (run: RunLogQuery, retryMs: number, log: Logger) => {
  const pages = new LRUCache<string, Promise<EventPage>>({ max: SHARED_PAGES });

  return ({ key, schema, by, queryOf, eventsPerRequest }: LogToRead): ReadPage => {
    /** Pages that are still read with one event, because one with more was too large. */
    let single = 0;

    const ask = async (query: LogQuery, after: string): Promise<EventPage> => {
      const variables = { ...query.variables, [query.afterVariable]: after };
      return toEventPage(await run(schema, query, variables, by), query);
    };
    const askForOne = async (after: string): Promise<EventPage> => {
      const query = queryOf(1);
      try {
        return await ask(query, after);
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        const { query: reduced, missing } = withoutObjects(query);
        const page = await ask(reduced, after);
        return { ...page, frames: page.frames.map((frame) => withErrors(frame, query.responseKey, missing)) };
      }
    };
    const askForPage = async (after: string): Promise<EventPage> => {
      if (single > 0) {
        single -= 1;
        return askForOne(after);
      }
      try {
        return await ask(queryOf(eventsPerRequest), after);
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        single = MAX_EVENTS_PER_REQUEST;
        return askForOne(after);
      }
    };
    const read = async (after: string): Promise<EventPage> => {
      try {
        for (let attempt = 1; ; attempt += 1) {
          const page = await askForPage(after);
          // The position moves on although a part of the graph is down for long, but not because of one slow response.
          if (!page.isIncomplete || attempt === INCOMPLETE_ATTEMPTS) return page;
          await pause(retryMs, undefined, { ref: false });
        }
      } catch (error) {
        if (error instanceof SubscriptionFailed || error instanceof LogUnavailable) throw error;
        log.error({ err: error }, 'the events of a subscription could not be read');
        throw new LogUnavailable('The log cannot be read at the moment.', { cause: error });
      }
    };
    return (after, end) => {
      const pageKey = `${after} ${end} ${key}`;
      const shared = pages.get(pageKey);
      if (shared) return shared;
      const page = read(after);
      pages.set(pageKey, page);
      page.catch(() => pages.delete(pageKey));
      return page;
    };
  };
};
