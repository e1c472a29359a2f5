import type { ServerResponse } from 'node:http';
import { FaultCode, type Logger, REQUEST_ID_HEADER, isUrl } from '@wizness/kernel';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { requestIdFrom } from '../pipeline/request-id';
import { limitBufferedBytes, TooManyBytes } from './body-budget';
import { errorBody } from './error-body';
import { respondToMalformedRequest } from './malformed-request';

/** In bytes. Larger than any sensible operation with its variables. */
const BODY_LIMIT = 1024 * 1024;

/** The longest time between two checks for requests that took too long to arrive. */
const MAX_CHECK_INTERVAL_MS = 5000;

export interface HttpServerOptions {
  readonly log: Logger;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** How long a request may take to arrive, and how long a client may read nothing of its response. */
  readonly requestTimeoutMs: number;
  /** Largest sum of the bodies of all requests at one time, in bytes. */
  readonly maxBufferedBytes: number;
  /** Returns why each subgraph that is not ready is not, by its name. */
  readonly problems: () => Promise<Readonly<Record<string, string>>>;
}

/** The headers of every response; routes whose responses contain nothing secret state another `cache-control`. */
export const headersOf = (requestId: string) => ({
  [REQUEST_ID_HEADER]: requestId,
  'x-content-type-options': 'nosniff',
  // A response may contain tokens or personal data.
  'cache-control': 'no-store',
});

/** Ends the connection of a client that reads nothing of its response for so long: a response is held until then. */
export const limitReading = (response: ServerResponse, timeoutMs: number): void => {
  response.setTimeout(timeoutMs, () => response.destroy());
};

/** The response to a request that could not be handled: its status, its headers, and its body. Logs a fault of ours. */
export const failureOf = (error: FastifyError, requestId: string, log: Logger) => {
  const status = error.statusCode ?? 500;
  if (error instanceof TooManyBytes) {
    const { retryAfter } = error;
    const headers = { 'retry-after': `${retryAfter}`, connection: 'close' };
    return { status, headers, body: errorBody(error.code, error.message, { retryAfter }) };
  }
  if (status < 500) return { status, headers: {}, body: errorBody('BAD_REQUEST', error.message) };
  log.error({ err: error, requestId }, 'a request failed');
  const message = 'Something went wrong on our side.';
  return { status: 500, headers: {}, body: errorBody(FaultCode.INTERNAL_SERVER_ERROR, message, { requestId }) };
};

/** The HTTP server without its GraphQL route and pages: request ids, `/health`, `/ready` and error responses. */
export const createHttpServer = (options: HttpServerOptions): FastifyInstance => {
  const { log, trustedProxies, requestTimeoutMs, maxBufferedBytes, problems } = options;
  const http = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(requestTimeoutMs, MAX_CHECK_INTERVAL_MS),
    },
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    clientErrorHandler: respondToMalformedRequest,
    // Called before any hook, for paths that no route can match: `/posts/%`, or a part that is too long.
    frameworkErrors: ({ statusCode = 400 }: FastifyError, { id }: FastifyRequest, reply: FastifyReply) => {
      void reply
        .code(statusCode)
        .headers(headersOf(id))
        .send(errorBody('BAD_REQUEST', 'The path of the URL is malformed or too long.'));
    },
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdFrom(headers[REQUEST_ID_HEADER]),
    return503OnClosing: true,
  });
  limitBufferedBytes(http, maxBufferedBytes);

  // With callbacks, because each asynchronous hook costs every request a promise.
  http.addHook('onRequest', (request, reply, next) => {
    void reply.headers(headersOf(request.id));
    if (isUrl(request.url, `http://${request.host}/`)) next();
    else void reply.code(400).send(errorBody('BAD_REQUEST', 'The URL or the Host header is malformed.'));
  });
  http.addHook('onSend', (_, reply, payload, next) => {
    limitReading(reply.raw, requestTimeoutMs);
    next(null, payload);
  });
  http.setNotFoundHandler(async (request, reply) => {
    const message = `There is no route ${request.method} ${request.url.split('?')[0]}. GraphQL is at POST /graphql.`;
    await reply.code(404).send(errorBody('NOT_FOUND', message));
  });
  http.setErrorHandler<FastifyError>(async (error, { id }, reply) => {
    const { status, headers, body } = failureOf(error, id, log);
    return reply.code(status).headers(headers).send(body);
  });

  http.get('/health', async () => ({ status: 'alive' }));
  http.get('/ready', async (_, reply) => {
    const reasons = await problems();
    const services = Object.keys(reasons);
    if (services.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', services, reasons });
  });
  return http;
};
