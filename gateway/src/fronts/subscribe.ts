import { FaultCode, type Identity, type Logger } from '@wizness/kernel';
import { type GraphQLFormattedError, type GraphQLSchema, OperationTypeNode, validate } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import type { Authenticate, Caller } from '../pipeline/authenticate';
import { isUnauthenticated } from '../pipeline/challenge';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import type { TakeCost } from '../pipeline/cost-budget';
import type { RequireLiveIdentity } from '../pipeline/live-identity';
import type { OperationLimitCheck } from '../pipeline/operation-limits';
import type { createPipeline } from '../pipeline/respond';
import type { OperationToRun } from '../pipeline/run-operation';
import type { LogTail } from '../subscriptions/log-tail';
import type { CheckCredential, Receiver } from '../subscriptions/receiver';
import type { Subscriber } from '../subscriptions/subscriber';
import { DEFAULT_SUBSCRIPTION_LIMITS, type SubscriptionLimits } from '../subscriptions/subscription-limits';
import { createSubscriptions, type SubscriptionOperation } from '../subscriptions/subscriptions';
import type { WatchAccess } from '../subscriptions/watch-access';
import { DEFAULT_SUBSCRIPTION_TIMING, type SubscriptionTiming } from '../subscriptions/timing';

export interface SubscribeOptions {
  readonly pipeline: ReturnType<typeof createPipeline>;
  readonly authenticate: Authenticate;
  readonly requireLiveIdentity: RequireLiveIdentity;
  readonly checkLimits: OperationLimitCheck;
  readonly maxCost: number;
  readonly takeCost: TakeCost | null;
  readonly tailOf: (service: string) => LogTail;
  readonly watchAccess: WatchAccess | null;
  readonly log: Logger;
  readonly subscriptionTiming?: Partial<SubscriptionTiming>;
  readonly subscriptionLimits?: SubscriptionLimits;
}

/** Opens a subscription for a receiver. */
export type OpenSubscription = (receiver: Receiver) => Subscriber;

/** Subscriptions for all protocols. */
export interface Subscribe {
  /** Prepares a subscription that was checked. Throws what refuses it (`OperationRefused`). `lastCursor` counts before the argument `after`. */
  prepare(operation: OperationToRun, context: GatewayContext, caller: Caller, lastCursor?: string): OpenSubscription;
  /** Moves all subscriptions to a new schema. */
  replaceSchema(schema: GraphQLSchema): void;
  stop(): void;
}

/** Creates what all protocols open their subscriptions with. */
export const createSubscribe = (options: SubscribeOptions): Subscribe => {
  const { pipeline, authenticate, requireLiveIdentity, checkLimits, maxCost, takeCost, tailOf, log } = options;
  const { subscriptionTiming, subscriptionLimits: limits = DEFAULT_SUBSCRIPTION_LIMITS } = options;

  const refusalBy = (
    schema: GraphQLSchema,
    { document, operation, variables }: SubscriptionOperation,
  ): readonly GraphQLFormattedError[] | null => {
    try {
      const [error] = validate(schema, document);
      if (error) throw error;
      checkLimits(schema, { document, operation, variables });
      return null;
    } catch (error) {
      const [reason] = pipeline.toRefusal(error).errors;
      const message = `The schema has changed, and does not allow this subscription any more: ${reason?.message ?? ''}`;
      return [{ message, extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } }];
    }
  };

  const subscriptions = createSubscriptions({
    run: async (schema, { document, operation }, variables, { identity, cost }) => {
      const connection = new ClientConnection();
      const context: GatewayContext = { requestId: 'subscription', identity, cost, connection };
      const request = { variables: { ...variables } };
      const { data, ...result } = await pipeline.runChecked({ schema, document, operation, request, context });
      return { ...result, data: data instanceof JsonData ? data.toJSON() : data };
    },
    tailOf,
    watchAccess: options.watchAccess,
    timing: { ...DEFAULT_SUBSCRIPTION_TIMING, ...subscriptionTiming },
    log,
    limits,
    maxCost,
    takeCost,
    refusalBy,
  });

  const checkOf =
    (caller: Caller, { apiKeyId }: Identity): CheckCredential =>
    async () => {
      // A token can be followed by another one. A key is valid or over.
      let stage: 'expired' | 'signed-out' = apiKeyId ? 'signed-out' : 'expired';
      try {
        const identity = await authenticate(caller);
        stage = 'signed-out';
        const current = { identity, requestId: caller.requestId };
        return await requireLiveIdentity(current, { operation: OperationTypeNode.SUBSCRIPTION });
      } catch (error) {
        if (isUnauthenticated(error)) return stage;
        throw error;
      }
    };

  return {
    prepare: (
      { schema, document, operation, request: { variables = {} } },
      { identity, cost = 1 },
      caller,
      lastCursor,
    ) => {
      try {
        if (!operation) throw new Error('The document does not contain the operation.');
        const checkCredential = caller.authorization === undefined ? null : checkOf(caller, identity);
        const sent = { schema, document, operation, variables, cost, identity, checkCredential };
        return subscriptions.prepare({ ...sent, after: lastCursor ?? null });
      } catch (error) {
        throw pipeline.toRefusal(error);
      }
    },
    replaceSchema: subscriptions.replaceSchema,
    stop: subscriptions.stop,
  };
};

/** What ends a subscription whose client did not read. */
export const LAGGED: readonly GraphQLFormattedError[] = [
  {
    message: 'The client did not read for too long. Continue behind the last cursor that it got.',
    extensions: { code: 'LAGGED' },
  },
];

/** What ends a subscription whose caller is not signed in any more. */
export const SIGNED_OUT: readonly GraphQLFormattedError[] = [
  {
    message: 'The credential of this subscription is not valid any more. Sign in, and continue behind the last cursor.',
    extensions: { code: FaultCode.UNAUTHENTICATED },
  },
];
