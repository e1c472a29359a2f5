import { OperationTypeNode } from 'graphql';
import { anonymous, FaultCode, type Identity } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { JsonData } from '../engine/shape/json-data';
import type { Authenticate } from '../pipeline/authenticate';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import type { RequireLiveIdentity } from '../pipeline/live-identity';
import { type createPipeline, OperationRefused, type SentOperation } from '../pipeline/respond';
import type { OperationToRun } from '../pipeline/run-operation';
import { createFollow, DEFAULT_SUBSCRIPTION_TIMING, type SubscriptionTiming } from '../subscriptions/follow';
import type { LogTail } from '../subscriptions/log-tail';
import { toLogQuery } from '../subscriptions/log-query';
import { createEventStreams } from './event-stream';
import { authenticateRequest } from './graphql-context';

/** Streams that one process serves at the same time. Each is a connection. */
const MAX_STREAMS = 10_000;

export interface SubscribeOptions {
  readonly pipeline: ReturnType<typeof createPipeline>;
  readonly authenticate: Authenticate;
  readonly requireLiveIdentity: RequireLiveIdentity;
  readonly tailOf: (service: string) => LogTail;
  readonly timing?: SubscriptionTiming;
}

const TOO_MANY = {
  message: `This server has ${MAX_STREAMS} subscriptions, and takes no more. Try again later, or poll.`,
  extensions: { code: FaultCode.RATE_LIMITED },
};

/** Serves operations whose response is a stream of server-sent events: subscriptions, but also queries and mutations. */
export const createSubscribe = (http: FastifyInstance, options: SubscribeOptions) => {
  const { pipeline, authenticate, requireLiveIdentity, tailOf, timing = DEFAULT_SUBSCRIPTION_TIMING } = options;
  const streams = createEventStreams(http);
  const follow = createFollow(
    async (schema, { document, operation }, variables, identity) => {
      const context: GatewayContext = { requestId: 'subscription', identity, connection: new ClientConnection() };
      const request = { variables: { ...variables } };
      const { data, ...result } = await pipeline.runChecked({ schema, document, operation, request, context });
      return { ...result, data: data instanceof JsonData ? data.toJSON() : data };
    },
    tailOf,
    timing,
  );

  const identityOf = async (request: FastifyRequest): Promise<Identity> => {
    const identity = await authenticateRequest(authenticate, request);
    return requireLiveIdentity({ identity, requestId: request.id }, { operation: OperationTypeNode.SUBSCRIPTION });
  };

  const subscribe = async (
    { schema, document, operation, request: { variables = {} } }: OperationToRun,
    context: GatewayContext,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> => {
    if (!operation || streams.size() >= MAX_STREAMS) return streams.refuse(reply, [TOO_MANY]);
    const query = toLogQuery(schema, document, operation, variables);
    // An EventSource reconnects with the same URL: what it sends in addition is newer than the argument.
    const last = request.headers['last-event-id'];
    const after = typeof last === 'string' && last !== '' ? last : query.after;
    const { identity } = context;
    await streams.send(reply, (signal) =>
      follow({
        schema,
        query: { ...query, after },
        identity,
        refreshIdentity: async () => (identity === anonymous ? identity : identityOf(request)),
        signal,
      }),
    );
  };

  /** Responds to a request that accepts a stream of events. Never rejects. */
  return async (
    sent: SentOperation,
    request: FastifyRequest,
    reply: FastifyReply,
    createContext: () => Promise<GatewayContext>,
  ): Promise<void> => {
    try {
      const context = await createContext();
      const operation = await pipeline.readForStream(sent, context);
      if (operation.operation?.operation === OperationTypeNode.SUBSCRIPTION)
        await subscribe(operation, context, request, reply);
      else streams.sendResult(reply, pipeline.stringify(await pipeline.runChecked(operation)));
    } catch (error) {
      const errors = error instanceof OperationRefused ? error.errors : pipeline.toErrors(error);
      streams.refuse(reply, errors);
    }
  };
};
