import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { JsonData } from '../engine/shape/json-data';
import type { GatewayContext } from '../pipeline/context';
import { MAX_TOKENS } from '../pipeline/document-check';
import { createFormatError } from '../pipeline/format-error';
import { type CheckOperation, createOperationChecks, type ResponseParts } from '../pipeline/operation-checks';
import { isWellFormedJsonRequest, retryHeaders } from '../pipeline/response-status';
import { createStringifyResult } from '../pipeline/stringify-result';
import { createBeforeOperation } from './before-operation';
import type { GraphqlFront, GraphqlFrontOptions } from './graphql-front';
import { inTrace } from './trace-requests';
import { createContext } from './graphql-context';
import type { RequestLog } from './request-log';
import { bytesOf } from './response-bytes';

/** Runs the checks of the pipeline, and sets the status that the client's media type asks for. */
const createPipelinePlugin = (
  checkOperation: CheckOperation,
  requestLog: RequestLog,
): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => {
    const parts: ResponseParts = { headers: new Map() };
    return {
      didResolveOperation: async ({ request, response, schema, document, operation, contextValue }) => {
        requestLog.resolved(contextValue, operation);
        const { operationName, variables = {}, extensions } = request;
        try {
          const checked = { schema, document, operation, operationName, variables, extensions };
          await checkOperation(checked, contextValue, parts);
        } finally {
          for (const [name, value] of parts.headers) response.http.headers.set(name, value);
        }
      },
      willSendResponse: async ({ request, contextValue, response: { body, http } }) => {
        if (body.kind !== 'single') return;
        const { singleResult } = body;
        if (parts.extensions) singleResult.extensions = parts.extensions;
        if (singleResult.errors) requestLog.failed(contextValue, singleResult.errors);
        for (const [name, value] of retryHeaders(http.status, singleResult.errors)) http.headers.set(name, value);
        const accept = request.http?.headers.get('accept') ?? '';
        if (http.status === 400 && isWellFormedJsonRequest(accept, singleResult)) http.status = 200;
      },
    };
  },
});

/** Adapts the pipeline to Apollo Server. */
export const createApolloFront = (options: GraphqlFrontOptions): GraphqlFront => {
  const { graph, authenticate, maxResponseBytes, log, requestLog, tracing } = options;
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
      createPipelinePlugin(createOperationChecks(options), requestLog),
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
        onSend: (_, __, payload, next) => next(null, typeof payload === 'string' ? bytesOf(payload) : payload),
        handler: inTrace(tracing, fastifyApolloHandler(apollo, { context: createContext(authenticate, requestLog) })),
      });
    },
    ask: async (query, variables, contextValue) => {
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('The operation has several results.');
      const { data, ...result } = body.singleResult;
      return { ...result, data: data instanceof JsonData ? data.toJSON() : data };
    },
    pipeline: null,
    stop: () => apollo.stop(),
  };
};
