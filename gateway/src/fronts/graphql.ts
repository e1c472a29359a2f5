import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { anonymous, type Logger } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import type { Authenticate } from '../pipeline/authenticate';
import type { GatewayContext } from '../pipeline/context';
import { MAX_TOKENS } from '../pipeline/document-check';
import type { PersistedOperations } from '../pipeline/persisted-operations';
import { createFormatError } from '../pipeline/format-error';
import { isWellFormedJsonRequest } from '../pipeline/response-status';
import { createStringifyResult } from '../pipeline/stringify-result';
import { createBeforeOperation } from './before-operation';
import { CHALLENGE, isUnauthenticated } from './challenge';
import { createOperationChecks, type OperationCheckOptions } from './operation-checks';
import type { RequestLog } from './request-log';

export interface GraphqlFrontOptions extends OperationCheckOptions {
  readonly graph: GatewayInterface;
  readonly authenticate: Authenticate;
  readonly persistedOperations: PersistedOperations;
  /** Largest response, in bytes. */
  readonly maxResponseBytes: number;
  readonly log: Logger;
  readonly requestLog: RequestLog;
}

/** GraphQL over HTTP at `/graphql`. */
export interface GraphqlFront {
  /** Loads the graph and registers the route. */
  serve(http: FastifyInstance): Promise<void>;
  /** Runs an operation of the gateway's own, with all checks, as an anonymous caller. */
  ask(query: string, variables: Record<string, unknown>, requestId: string): Promise<FormattedExecutionResult>;
  stop(): Promise<void>;
}

/** Sets the status that the client's media type asks for. */
const responseStatus: ApolloServerPlugin<GatewayContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      if (http.status !== 400 || body.kind !== 'single') return;
      if (isWellFormedJsonRequest(request.http?.headers.get('accept') ?? '', body.singleResult)) http.status = 200;
    },
  }),
};

/** A reason of its own, because the default one is an error with a stack trace for each request. */
const CONNECTION_CLOSED = 'the connection is closed';

const createContext =
  (authenticate: Authenticate, requestLog: RequestLog) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    const { id: requestId, ip: address, headers, raw } = request;
    const connection = new AbortController();
    reply.raw.once('close', () => connection.abort(CONNECTION_CLOSED));
    const authorization = raw.headersDistinct['authorization'];
    try {
      const { 'user-agent': userAgent, 'accept-language': acceptLanguage } = headers;
      const identity = await authenticate({ requestId, authorization, address, userAgent, acceptLanguage });
      const { signal } = connection;
      const context = { requestId, identity, clientGone: signal, signal };
      requestLog.identified(request, context);
      return context;
    } catch (error) {
      requestLog.refused(request);
      if (isUnauthenticated(error)) void reply.header(...CHALLENGE);
      throw error;
    }
  };

/** Adapts the pipeline to Apollo Server. */
export const createGraphqlFront = (options: GraphqlFrontOptions): GraphqlFront => {
  const { graph, authenticate, maxResponseBytes, log, requestLog } = options;
  const apollo = new ApolloServer<GatewayContext>({
    gateway: graph,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // The front does both, with other rules.
    csrfPrevention: false,
    persistedQueries: false,
    // The gateway stops its parts itself, in order.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: createFormatError(log),
    stringifyResult: createStringifyResult(maxResponseBytes),
    logger: log,
    plugins: [
      requestLog.plugin,
      createOperationChecks(options),
      responseStatus,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // These two would start by themselves if the environment contained an Apollo key.
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  return {
    serve: async (http) => {
      await apollo.start();
      http.route({
        method: ['GET', 'POST'],
        url: '/graphql',
        preHandler: createBeforeOperation(options.persistedOperations),
        handler: fastifyApolloHandler(apollo, { context: createContext(authenticate, requestLog) }),
      });
    },
    ask: async (query, variables, requestId) => {
      const { signal } = new AbortController();
      const contextValue = { requestId, identity: anonymous, clientGone: signal, signal };
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('The operation has several results.');
      const { data, ...result } = body.singleResult;
      return { ...result, data: data instanceof JsonData ? data.toJSON() : data };
    },
    stop: () => apollo.stop(),
  };
};
