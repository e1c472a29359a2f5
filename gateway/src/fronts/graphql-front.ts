import type { Logger, Tracing } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { Authenticate } from '../pipeline/authenticate';
import type { GatewayContext } from '../pipeline/context';
import type { OperationCheckOptions } from '../pipeline/operation-checks';
import type { createPipeline } from '../pipeline/respond';
import type { PersistedOperations } from '../pipeline/persisted-operations';
import type { ReadTokens } from '../pipeline/read-positions';
import type { Graph } from '../supergraph/graph';
import type { SubscriptionLimits } from '../subscriptions/subscription-limits';
import type { SubscriptionTiming } from '../subscriptions/timing';
import type { AllowedOrigins } from './cors';
import type { LogTail } from '../subscriptions/log-tail';
import type { WatchAccess } from '../subscriptions/watch-access';
import type { RequestLog } from './request-log';

export interface GraphqlFrontOptions extends OperationCheckOptions {
  readonly graph: Graph;
  readonly authenticate: Authenticate;
  readonly persistedOperations: PersistedOperations;
  readonly readTokens: ReadTokens;
  /** Largest response, in bytes. */
  readonly maxResponseBytes: number;
  readonly log: Logger;
  readonly tracing?: Tracing;
  readonly requestLog: RequestLog;
  /** The ends of the event logs that subscriptions follow. */
  readonly tailOf: (service: string) => LogTail;
  /** Reports members whose access has changed; null in a graph without membership. */
  readonly watchAccess: WatchAccess | null;
  /** Each defaults to that of {@link DEFAULT_SUBSCRIPTION_TIMING}. */
  readonly subscriptionTiming?: Partial<SubscriptionTiming>;
  /** Defaults to {@link DEFAULT_SUBSCRIPTION_LIMITS}. */
  readonly subscriptionLimits?: SubscriptionLimits;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** How long a client may read nothing of its response. */
  readonly requestTimeoutMs: number;
  /** Whether responses state how long they took. */
  readonly hasServerTiming: boolean;
  readonly allowedOrigins: AllowedOrigins;
  readonly publicUrl: string;
}

/** GraphQL over HTTP at `/graphql`. */
export interface GraphqlFront {
  /** Loads the graph and registers the route. `isStopping` says whether each response has to close its connection. */
  serve(http: FastifyInstance, isStopping: () => boolean): Promise<void>;
  /** Runs an operation of the gateway's own, with all checks and at the expense of the caller in `context`. */
  ask(query: string, variables: Record<string, unknown>, context: GatewayContext): Promise<FormattedExecutionResult>;
  /** What runs operations that come from no request; null if this front has none. Call it once the route is served. */
  readonly pipeline: (() => ReturnType<typeof createPipeline>) | null;
  stop(): Promise<void>;
}
