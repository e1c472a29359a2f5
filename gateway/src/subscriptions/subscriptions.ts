import { setTimeout as pause } from 'node:timers/promises';
import type { Identity, Logger } from '@wizness/kernel';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { identityKey } from '../identity/identity-key';
import type { TakeCost } from '../pipeline/cost-budget';
import { type EventPage, LogUnavailable, SubscriptionFailed, toEventPage } from './event-page';
import { type LogQuery, MAX_EVENTS_PER_REQUEST, toLogQuery } from './log-query';
import type { LogTail } from './log-tail';
import { createReadTurns } from './read-turns';
import type { CheckCredential, Receiver } from './receiver';
import { Subscriber } from './subscriber';
import { createSubscriptionPlaces, type SubscriptionLimits } from './subscription-limits';
import { superviseSubscribers } from './supervise';
import type { SubscriptionTiming } from './timing';
import { Topic } from './topic';
import type { WatchAccess } from './watch-access';

/** A valid subscription, as its client sent it. */
export interface SubscriptionOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of one event. */
  readonly cost: number;
}

export interface SubscribeRequest extends SubscriptionOperation {
  readonly schema: GraphQLSchema;
  readonly identity: Identity;
  /** Null for an anonymous caller. */
  readonly checkCredential: CheckCredential | null;
  /** A cursor that is newer than the one in the arguments. */
  readonly after?: string | null;
}

/** Whoever a log is read for, and the cost of the request. */
interface ReadBy {
  readonly identity: Identity;
  readonly cost: number;
}

/** Runs the query of a subscription once, for a caller. Never rejects. */
type RunLogQuery = (
  schema: GraphQLSchema,
  query: LogQuery,
  variables: Readonly<Record<string, unknown>>,
  by: ReadBy,
) => Promise<FormattedExecutionResult>;

export interface SubscriptionsOptions {
  readonly run: RunLogQuery;
  readonly tailOf: (service: string) => LogTail;
  /** Reports members whose access has changed; null in a graph without membership. */
  readonly watchAccess: WatchAccess | null;
  readonly timing: SubscriptionTiming;
  readonly log: Logger;
  readonly limits: SubscriptionLimits;
  /** Largest cost of one request to the services. */
  readonly maxCost: number;
  /** Takes the cost of events from before from the budget of a caller. Null: it is not limited. */
  readonly takeCost: TakeCost | null;
  /** The errors with which a subscription ends that a new schema does not allow; null if it does. */
  readonly refusalBy: (
    schema: GraphQLSchema,
    operation: SubscriptionOperation,
  ) => readonly GraphQLFormattedError[] | null;
}

/** Attempts after which events are sent although a part of the graph does not respond, with `errors` in place of that part. */
const INCOMPLETE_ATTEMPTS = 3;

/** Pages of the log that were read last, so that subscribers who come back together read them once. */
const SHARED_PAGES = 100;

/** So many requests of the largest cost may run at once for one caller, and so much may their subscriptions cost for each event. */
const AT_ONCE = 2;

/** Subscriptions behind cursors in event logs. */
export const createSubscriptions = (options: SubscriptionsOptions) => {
  const { run, tailOf, timing, log, refusalBy } = options;
  const { maxCost } = options;
  const takePlace = createSubscriptionPlaces(options.limits, AT_ONCE * maxCost);
  const pages = new LRUCache<string, Promise<EventPage>>({ max: SHARED_PAGES });
  const topics = new Map<string, Topic>();
  const sources = new WeakMap<Topic, { readonly schema: GraphQLSchema; readonly operation: SubscriptionOperation }>();
  const subscribers = new Set<Subscriber>();
  const schemaKeys = new WeakMap<GraphQLSchema, number>();
  const turns = createReadTurns(AT_ONCE * maxCost, options.takeCost);
  let lastSchema = 0;
  let isStopped = false;

  /** A request costs as much as a query may, whatever one event costs. */
  const eventsPerRequest = (cost: number): number =>
    Math.max(1, Math.min(MAX_EVENTS_PER_REQUEST, Math.floor(maxCost / cost)));

  const queryOf = (schema: GraphQLSchema, { document, operation, variables, cost }: SubscriptionOperation): LogQuery =>
    toLogQuery(schema, document, operation, variables, eventsPerRequest(cost));

  const schemaKey = (schema: GraphQLSchema): number => {
    const known = schemaKeys.get(schema) ?? (lastSchema += 1);
    schemaKeys.set(schema, known);
    return known;
  };

  const createRead = (key: string, schema: GraphQLSchema, query: LogQuery, by: ReadBy) => {
    const read = async (after: string): Promise<EventPage> => {
      try {
        const variables = { ...query.variables, [query.afterVariable]: after };
        for (let attempt = 1; ; attempt += 1) {
          const page = toEventPage(await run(schema, query, variables, by), query);
          // The position moves on although a part of the graph is down for long, but not because of one slow response.
          if (!page.isIncomplete || attempt === INCOMPLETE_ATTEMPTS) return page;
          await pause(timing.retryMs, undefined, { ref: false });
        }
      } catch (error) {
        if (error instanceof SubscriptionFailed || error instanceof LogUnavailable) throw error;
        log.error({ err: error }, 'the events of a subscription could not be read');
        throw new LogUnavailable('The log cannot be read at the moment.', { cause: error });
      }
    };
    return (after: string, end: string): Promise<EventPage> => {
      const pageKey = `${after} ${end} ${key}`;
      const shared = pages.get(pageKey);
      if (shared) return shared;
      const page = read(after);
      pages.set(pageKey, page);
      page.catch(() => pages.delete(pageKey));
      return page;
    };
  };

  /** The topic of a subscription, and the cursor in its arguments. Throws a GraphQL error for arguments that are not valid. */
  const topicOf = (schema: GraphQLSchema, operation: SubscriptionOperation, identity: Identity) => {
    const query = queryOf(schema, operation);
    const key = `${schemaKey(schema)} ${identityKey(identity)} ${print(query.document)} ${JSON.stringify(query.variables)}`;
    const known = topics.get(key);
    if (known) return { topic: known, after: query.after };
    const pageCost = operation.cost * eventsPerRequest(operation.cost);
    const topic = new Topic({
      // The address of the caller who came first is not that of the others.
      read: createRead(key, schema, query, { identity: { ...identity, clientAddress: null }, cost: pageCost }),
      pageCost,
      readLive: turns.live,
      tail: tailOf(query.service),
      retryMs: timing.retryMs,
      onEmpty: (empty) => {
        if (topics.get(key) === empty) topics.delete(key);
      },
    });
    topics.set(key, topic);
    sources.set(topic, { schema, operation });
    return { topic, after: query.after };
  };

  const supervisor = superviseSubscribers(
    subscribers,
    timing,
    (subscriber, identity) => {
      const source = sources.get(subscriber.current);
      if (source) subscriber.move(topicOf(source.schema, source.operation, identity).topic);
    },
    options.watchAccess,
  );

  return {
    /**
     * Prepares a subscription. Throws a GraphQL error for arguments that are not valid, and if the caller or the process has too
     * many subscriptions. The result opens it; call it at once.
     */
    prepare: (request: SubscribeRequest): ((receiver: Receiver) => Subscriber) => {
      const { schema, document, operation, variables, cost, identity, checkCredential } = request;
      const sent = { document, operation, variables, cost };
      const { after } = queryOf(schema, sent);
      const leavePlace = takePlace(identity, cost);
      return (receiver) => {
        const { topic } = topicOf(schema, sent, identity);
        const own = { receiver, identity, checkCredential, readHistory: turns.history, retryMs: timing.retryMs };
        const subscriber = new Subscriber(topic, own, (closed) => {
          subscribers.delete(closed);
          leavePlace();
        });
        subscribers.add(subscriber);
        if (isStopped) subscriber.end({ type: 'stopped' });
        else {
          supervisor.admit(subscriber);
          void subscriber.start(request.after ?? after);
        }
        return subscriber;
      };
    },
    /**
     * Moves all subscriptions to a new schema, each at a random time. One that the schema does not allow ends then. Those that
     * still have to move from an older schema move at once, so that at most two schemas are in use.
     */
    replaceSchema: (schema: GraphQLSchema): void => {
      for (const topic of topics.values()) {
        const source = sources.get(topic);
        if (!source || source.schema === schema) continue;
        const isBehind = topic.successor !== null;
        let found: Topic | readonly GraphQLFormattedError[] | null = null;
        // Found once for all subscribers, and again if those who moved have gone.
        topic.successor = () => {
          if (Array.isArray(found) || (found instanceof Topic && found.subscribers.size > 0)) return found;
          const [first] = topic.subscribers;
          found =
            refusalBy(schema, source.operation) ??
            (first ? topicOf(schema, source.operation, first.identity).topic : []);
          return found;
        };
        supervisor.scheduleMoves(topic, isBehind);
      }
    },
    /** Ends all subscriptions, because the server stops. */
    stop: (): void => {
      isStopped = true;
      supervisor.stop();
      for (const subscriber of [...subscribers]) subscriber.end({ type: 'stopped' });
    },
  };
};
