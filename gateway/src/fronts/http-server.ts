import { FaultCode, type Logger } from '@wizness/kernel';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { answerMalformed } from './malformed-request';
import { requestIdOf, REQUEST_ID_HEADER } from '../pipeline/request-id';

/** Larger than any sensible operation with its variables, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/** Every answer that is not an operation's own has the shape of a GraphQL error, so that clients read only one. */
export const errorBody = (code: string, message: string, details: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

export interface HttpOptions {
  readonly log: Logger;
  /** Whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Names of the subgraphs that can not answer now. */
  readonly unready: () => Promise<string[]>;
}

/** The HTTP face but for GraphQL itself: ids for requests, `/health`, `/ready`, and what to say when nothing fits. */
export const createHttpServer = ({ log, trustedProxies, unready }: HttpOptions): FastifyInstance => {
  const http = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    clientErrorHandler: answerMalformed,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: requestIdOf,
    return503OnClosing: true,
  });
  let closing = false;

  http.addHook('preClose', async () => {
    closing = true;
  });
  http.addHook('onRequest', async (request, reply) => {
    void reply.header(REQUEST_ID_HEADER, request.id);
    if (URL.canParse(request.url, `http://${request.host}/`)) return;
    await reply.code(400).send(errorBody('BAD_REQUEST', 'The address or the Host header is malformed.'));
  });
  http.addHook('onSend', async (_, reply) => {
    // A connection kept alive would hold up the stop until its client thinks of leaving.
    if (closing) void reply.header('connection', 'close');
  });
  http.setNotFoundHandler(async (request, reply) => {
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}. GraphQL is at POST /graphql.`;
    await reply.code(404).send(errorBody('NOT_FOUND', message));
  });
  http.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(errorBody('BAD_REQUEST', error.message));
    log.error({ err: error, requestId: request.id }, 'a request failed');
    const details = { requestId: request.id };
    const body = errorBody(FaultCode.INTERNAL_SERVER_ERROR, 'Something went wrong on our side.', details);
    return reply.code(500).send(body);
  });

  http.get('/health', async () => ({ status: 'alive' }));
  http.get('/ready', async (_, reply) => {
    const waiting = await unready();
    if (waiting.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', services: waiting });
  });
  return http;
};
