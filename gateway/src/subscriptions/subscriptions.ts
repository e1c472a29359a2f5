import type { Identity, Logger } from '@wizness/kernel';
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { identityKey } from '../identity/identity-key';
import type { TakeCost } from '../pipeline/cost-budget';
import { type LogQuery, MAX_EVENTS_PER_REQUEST, toLogQuery } from './log-query';
import type { LogTail } from './log-tail';
import { createLogReader, type RunLogQuery } from './read-log';
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

/** So many requests of the largest cost may run at once for one caller, and so much may their subscriptions cost for each event. */
const AT_ONCE = 2;

/** Subscriptions behind cursors in event logs. */
export const createSubscriptions = (options: SubscriptionsOptions) => {
  const { run, tailOf, timing, log, refusalBy } = options;
  const { maxCost } = options;
  const takePlace = createSubscriptionPlaces(options.limits, AT_ONCE * maxCost);
  const readLog = createLogReader(run, timing.retryMs, log);
  const topics = new Map<string, Topic>();
  const sources = new WeakMap<Topic, { readonly schema: GraphQLSchema; readonly operation: SubscriptionOperation }>();
  const subscribers = new Set<Subscriber>();
  const schemaKeys = new WeakMap<GraphQLSchema, number>();
  const turns = createReadTurns(AT_ONCE * maxCost, options.takeCost);
  let lastSchema = 0;
  /** The schema that was last loaded; null for the first one. */
  let present: GraphQLSchema | null = null;
  let isStopped = false;

  /** A request costs as much as a query may, whatever one event costs. */
  const eventsPerRequest = (cost: number): number =>
    Math.max(1, Math.min(MAX_EVENTS_PER_REQUEST, Math.floor(maxCost / cost)));

  const queryOf = (schema: GraphQLSchema, operation: SubscriptionOperation, events: number): LogQuery =>
    toLogQuery(schema, operation.document, operation.operation, operation.variables, events);

  const schemaKey = (schema: GraphQLSchema): number => {
    const known = schemaKeys.get(schema) ?? (lastSchema += 1);
    schemaKeys.set(schema, known);
    return known;
  };

  /** What leads the subscribers of a topic to the present schema. Found once for all of them, and again if those who moved have gone. */
  const successorOf = (topic: Topic, schema: GraphQLSchema, operation: SubscriptionOperation): Topic['successor'] => {
    let found: Topic | readonly GraphQLFormattedError[] | null = null;
    return () => {
      if (Array.isArray(found) || (found instanceof Topic && found.subscribers.size > 0)) return found;
      const [first] = topic.subscribers;
      found = refusalBy(schema, operation) ?? (first ? topicOf(schema, operation, first.identity).topic : []);
      return found;
    };
  };

  /** The topic of a subscription, and the cursor in its arguments. Throws a GraphQL error for arguments that are not valid. */
  const topicOf = (schema: GraphQLSchema, operation: SubscriptionOperation, identity: Identity) => {
    const events = eventsPerRequest(operation.cost);
    const query = queryOf(schema, operation, events);
    const key = `${schemaKey(schema)} ${identityKey(identity)} ${print(query.document)} ${JSON.stringify(query.variables)}`;
    const known = topics.get(key);
    if (known) return { topic: known, after: query.after };
    const pageCost = operation.cost * events;
    const topic = new Topic({
      read: readLog({
        ...{ key, schema, eventsPerRequest: events },
        // The address of the caller who came first is not that of the others.
        by: { identity: { ...identity, clientAddress: null }, cost: pageCost },
        queryOf: (count) => (count === events ? query : queryOf(schema, operation, count)),
      }),
      pageCost,
      readLive: turns.live,
      tail: tailOf(query.service),
      retryMs: timing.retryMs,
      onEmpty: (empty) => {
        if (topics.get(key) === empty) topics.delete(key);
      },
    });
    topics.set(key, topic);
    // The operation was read before the schema was replaced.
    if (present && schema !== present) topic.successor = successorOf(topic, present, operation);
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
      const { after } = queryOf(schema, sent, 1);
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
      present = schema;
      for (const topic of topics.values()) {
        const source = sources.get(topic);
        if (!source || source.schema === schema) continue;
        const isBehind = topic.successor !== null;
        topic.successor = successorOf(topic, schema, source.operation);
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
