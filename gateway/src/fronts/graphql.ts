import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import { createOperationChecks } from '../pipeline/operation-checks';
import type { GatewayContext } from '../pipeline/context';
import { READ_AFTER_HEADER } from '../pipeline/read-positions';
import { createPipeline, type GraphqlHttpResponse, type SentOperation } from '../pipeline/respond';
import { respondToBrowser } from './browser-requests';
import { serveDirectPosts } from './direct-posts';
import { createContext, type ReceivedRequest, type ReplyToClient } from './graphql-context';
import type { GraphqlFront, GraphqlFrontOptions } from './graphql-front';
import { bytesOf } from './response-bytes';
import { DEFAULT_SUBSCRIPTION_LIMITS } from '../subscriptions/subscription-limits';
import { respondWithStream, streamOf } from './respond-with-stream';
import { createSubscribe, type Subscribe } from './subscribe';
import { inTrace } from './trace-requests';
import { serveWebSockets } from './websocket';

type Pipeline = ReturnType<typeof createPipeline>;

/** Loads the graph, and creates the pipeline of its operations. `onSchema` is called with each later schema. */
const openPipeline = async (
  options: GraphqlFrontOptions,
  onSchema: (schema: GraphQLSchema) => void,
): Promise<Pipeline> => {
  const { graph, persistedOperations, maxResponseBytes, log, requestLog } = options;
  let schema: GraphQLSchema | null = null;
  graph.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
    onSchema(apiSchema);
  });
  const { executor } = await graph.load();
  return createPipeline({
    schema: () => {
      if (!schema) throw new Error('The graph is not loaded.');
      return schema;
    },
    run: executor,
    checkOperation: createOperationChecks(options),
    persistedOperations,
    maxResponseBytes,
    log,
    onOperation: requestLog.resolved,
    onErrors: requestLog.failed,
  });
};

/** Serves GraphQL without another server behind the route. */
export const createLeanFront = (options: GraphqlFrontOptions): GraphqlFront => {
  const { authenticate, requestLog, tracing, readTokens } = options;
  const contextOf = createContext(authenticate, requestLog);
  let pipeline: Pipeline | null = null;
  const opened = (): Pipeline => {
    if (!pipeline) throw new Error('The graph is not served yet.');
    return pipeline;
  };
  let subscribe: Subscribe | null = null;
  /** Responds to an operation that has one result. */
  const respond = async (
    sent: SentOperation,
    request: ReceivedRequest,
    reply: ReplyToClient,
  ): Promise<GraphqlHttpResponse> => {
    const { headers } = request;
    let context: GatewayContext | undefined;
    const createReadingContext = async (): Promise<GatewayContext> => {
      const read = readTokens.read(headers[READ_AFTER_HEADER]?.toString());
      context = await contextOf(request, reply, read);
      return context;
    };
    const response = await opened().respond({
      method: sent.method,
      body: sent.body,
      queryString: sent.queryString,
      contentType: sent.contentType,
      accept: headers.accept,
      createContext: createReadingContext,
    });
    const token = context?.read && readTokens.write(context.read);
    return token ? { ...response, headers: new Map(response.headers).set(READ_AFTER_HEADER, token) } : response;
  };
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (respondToBrowser(request, reply)) return reply;
    const { method, url, body, headers } = request;
    const start = url.indexOf('?');
    const queryString = start < 0 ? '' : url.slice(start + 1);
    const sent = { method, body, queryString, contentType: headers['content-type'] };
    const createOwnContext = () => contextOf(request, reply);
    const stream = streamOf(request);
    if (subscribe && stream && (stream.isOnly || opened().isSubscription(sent))) {
      await respondWithStream(
        { pipeline: opened(), subscribe, format: stream.format, sent, createOwnContext },
        request,
        reply,
      );
      return reply;
    }
    const response = await respond(sent, request, reply);
    for (const [name, value] of response.headers) void reply.header(name, value);
    return reply.code(response.status).send(bytesOf(response.body));
  };
  return {
    serve: async (http, isStopping) => {
      pipeline = await openPipeline(options, (schema) => subscribe?.replaceSchema(schema));
      const opening = createSubscribe({ ...options, pipeline });
      subscribe = opening;
      const { total, perCaller } = options.subscriptionLimits ?? DEFAULT_SUBSCRIPTION_LIMITS;
      serveWebSockets(http, { ...options, pipeline, subscribe, maxConnections: { total, perNetwork: perCaller } });
      http.addHook('preClose', async () => opening.stop());
      // Spans and the durations in Server-Timing are those of Fastify's hooks.
      if (!tracing && !options.hasServerTiming) {
        const operationIn = (body: unknown): SentOperation => ({
          method: 'POST',
          body,
          queryString: '',
          contentType: undefined,
        });
        serveDirectPosts(http, {
          ...options,
          isStopping,
          respond: (body, ...exchange) => respond(operationIn(body), ...exchange),
        });
      }
      http.route({ method: ['GET', 'POST'], url: '/graphql', handler: inTrace(tracing, handle) });
    },
    ask: async (query, variables, context) => {
      const { data, ...result } = await opened().ask({ query, variables }, context);
      return { ...result, data: data instanceof JsonData ? data.toJSON() : data };
    },
    pipeline: opened,
    stop: async () => undefined,
  };
};
