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
import { anonymous, FaultCode, type Logger } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type FormattedExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Authenticate } from '../pipeline/authenticate';
import type { GatewayContext } from '../pipeline/context';
import { checkOperationType } from '../pipeline/check-operation-type';
import { checkCredentialLimit } from '../pipeline/credential-limit';
import { checkVariables } from '../pipeline/check-variables';
import { MAX_TOKENS } from '../pipeline/document-check';
import type { PersistedOperations } from '../pipeline/persisted-operations';
import type { RequireLiveIdentity } from '../pipeline/live-identity';
import { createFormatError } from '../pipeline/format-error';
import type { OperationLimitCheck } from '../pipeline/operation-limits';
import { isWellFormedJsonRequest } from '../pipeline/response-status';
import { createStorableTextCheck } from '../pipeline/storable-text';
import { createStringifyResult } from '../pipeline/stringify-result';
import { createBeforeOperation } from './before-operation';
import type { RequestLog } from './request-log';

export interface GraphqlFrontOptions {
  readonly graph: GatewayInterface;
  readonly authenticate: Authenticate;
  readonly requireLiveIdentity: RequireLiveIdentity;
  /** Names of the mutations of a schema that take or issue a credential. One operation may contain at most one of them. */
  readonly credentialFieldsOf: (schema: GraphQLSchema) => ReadonlySet<string>;
  readonly persistedOperations: PersistedOperations;
  /** Refuses an operation that is too large. */
  readonly checkLimits: OperationLimitCheck;
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

/** RFC 6750 §3: a 401 response names the scheme and the reason. */
const CHALLENGE = ['www-authenticate', 'Bearer error="invalid_token"'] as const;

const isUnauthenticated = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === FaultCode.UNAUTHENTICATED;

/** The checks of the pipeline, run on a parsed and validated document before anything is fetched. */
const operationChecks = ({
  credentialFieldsOf,
  checkLimits,
  requireLiveIdentity,
}: GraphqlFrontOptions): ApolloServerPlugin<GatewayContext> => {
  const checkStorableText = createStorableTextCheck();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, response, schema, document, operation, contextValue }) => {
        const { operationName, variables = {} } = request;
        checkVariables(variables);
        checkStorableText({ operationName, variables, document });
        if (!operation) return;
        checkOperationType(operation);
        checkCredentialLimit(document, operation, credentialFieldsOf(schema));
        checkLimits(schema, { document, operation, variables });
        try {
          contextValue.identity = await requireLiveIdentity(contextValue, operation);
        } catch (error) {
          if (isUnauthenticated(error)) response.http.headers.set(...CHALLENGE);
          throw error;
        }
      },
    }),
  };
};

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
      operationChecks(options),
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
      return body.singleResult;
    },
    stop: () => apollo.stop(),
  };
};
