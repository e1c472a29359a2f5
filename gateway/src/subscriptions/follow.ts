import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import type { FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { print } from 'graphql';
import { LRUCache } from 'lru-cache';
import { identityKey } from '../identity/identity-key';
import { type EventFrame, type EventPage, LogUnavailable, SubscriptionFailed, toEventPage } from './event-page';
import type { LogQuery } from './log-query';
import type { LogTail } from './log-tail';

/** What a subscriber receives. */
export type StreamEvent =
  | ({ readonly type: 'event' } & EventFrame)
  /** There was nothing new for the caller up to `cursor`. Sent at the start and as a heartbeat. */
  | { readonly type: 'position'; readonly cursor: string }
  /** The subscription ends: it cannot continue. */
  | { readonly type: 'failed'; readonly errors: readonly GraphQLFormattedError[] }
  /** The subscription ends: the credential is not valid any more. The client may continue with a new one. */
  | { readonly type: 'expired' };

export interface FollowOptions {
  readonly schema: GraphQLSchema;
  readonly query: LogQuery;
  readonly identity: Identity;
  /** Returns the current identity of the caller. Rejects if the credential is not valid any more. */
  readonly refreshIdentity: () => Promise<Identity>;
  readonly signal: AbortSignal;
}

/** Runs the query of a subscription once, for a caller. Never rejects. */
export type RunLogQuery = (
  schema: GraphQLSchema,
  query: LogQuery,
  variables: Readonly<Record<string, unknown>>,
  identity: Identity,
) => Promise<FormattedExecutionResult>;

export interface SubscriptionTiming {
  /** Longest time between two messages to a subscriber, in milliseconds. */
  readonly heartbeatMs: number;
  /** How often the credential of a subscriber is checked. */
  readonly identityCheckMs: number;
  /** Pause before a log that could not be read is read again. */
  readonly retryMs: number;
}

export const DEFAULT_SUBSCRIPTION_TIMING: SubscriptionTiming = {
  heartbeatMs: 10_000,
  identityCheckMs: 60_000,
  retryMs: 1000,
};

/** Pages that equal subscriptions share. One page each is enough for those at the end of the log. */
const SHARED_PAGES = 2000;

/**
 * Follows logs. A subscriber is a cursor that reads pages behind it, so that history and live events are the same, and a slow
 * subscriber holds no events. Equal subscriptions of equal callers share each page: the services are asked once.
 */
export const createFollow = (
  run: RunLogQuery,
  tailOf: (service: string) => LogTail,
  { heartbeatMs, identityCheckMs, retryMs }: SubscriptionTiming,
) => {
  const pages = new LRUCache<string, Promise<EventPage>>({ max: SHARED_PAGES });
  const schemas = new WeakMap<GraphQLSchema, number>();
  let lastSchema = 0;
  const schemaKey = (schema: GraphQLSchema): number => {
    const known = schemas.get(schema);
    if (known !== undefined) return known;
    lastSchema += 1;
    schemas.set(schema, lastSchema);
    return lastSchema;
  };

  return async function* follow(options: FollowOptions): AsyncGenerator<StreamEvent, void, undefined> {
    const { schema, query, refreshIdentity, signal } = options;
    let { identity } = options;
    const tail = tailOf(query.service);
    const subscription = `${schemaKey(schema)} ${print(query.document)} ${JSON.stringify(query.variables)}`;
    const pageAfter = (after: string, end: string): Promise<EventPage> => {
      const key = `${after} ${end} ${identityKey(identity)} ${subscription}`;
      const shared = pages.get(key);
      if (shared) return shared;
      const variables = { ...query.variables, [query.afterVariable]: after };
      const page = run(schema, query, variables, identity).then((result) => toEventPage(result, query));
      pages.set(key, page);
      page.catch(() => pages.delete(key));
      return page;
    };

    let end: string | null = await tail.newest();
    let at = query.after ?? end;
    let checked = performance.now();
    yield { type: 'position', cursor: at };
    while (!signal.aborted) {
      if (performance.now() - checked >= identityCheckMs) {
        try {
          identity = await refreshIdentity();
        } catch {
          yield { type: 'expired' };
          return;
        }
        checked = performance.now();
      }
      if (end !== null) {
        try {
          const page = await pageAfter(at, end);
          for (const frame of page.frames) yield { type: 'event', ...frame };
          at = page.endCursor;
          if (page.frames.length === 0) yield { type: 'position', cursor: at };
          if (page.hasNextPage) continue;
        } catch (error) {
          if (error instanceof SubscriptionFailed) {
            yield { type: 'failed', errors: error.errors };
            return;
          }
          if (!(error instanceof LogUnavailable)) throw error;
          await pause(retryMs);
          yield { type: 'position', cursor: at };
          continue;
        }
      }
      end = await tail.waitBeyond(at, heartbeatMs, signal);
      if (end === null && !signal.aborted) yield { type: 'position', cursor: at };
    }
  };
};
