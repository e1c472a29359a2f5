import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from './entity-tag';

/** Parts of a request that its response depends on, besides its URL. */
const VARIES_BY = ['accept', 'accept-encoding', 'accept-language', 'authorization'];

/** The start of a result without errors: they are written first. */
const WITHOUT_ERRORS = Buffer.from('{"data":{');

/** Whether a response is the same for everyone, so that a cache may keep it. */
const isPublic = ({ method, routeOptions, headers }: FastifyRequest, { statusCode }: FastifyReply): boolean =>
  method === 'GET' && routeOptions.url === '/graphql' && statusCode === 200 && headers.authorization === undefined;

/** The body of a response; null if it is a stream. */
const bytesOf = (payload: unknown): Buffer | null => {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload) ? payload : null;
};

/**
 * Gives the result of an anonymous query by GET an entity tag, and responds with 304 to a client that has it already. Caches may
 * keep it, but have to ask each time, so that nobody sees an old one. Everything else stays `no-store`.
 */
export const answerConditionally = (http: FastifyInstance): void => {
  // With a callback, because a promise for each response would cost more than the check.
  http.addHook('onSend', (request, reply, payload, done) => {
    const body = isPublic(request, reply) ? bytesOf(payload) : null;
    if (!body?.subarray(0, WITHOUT_ERRORS.length).equals(WITHOUT_ERRORS)) return done(null, payload);
    // Weak, because a compressed response has the same one.
    const tag = `W/${entityTagOf(body)}`;
    // CORS may have set it.
    const others = String(reply.getHeader('vary') ?? '').split(/, */);
    const vary = [...new Set([...others, ...VARIES_BY])].filter(Boolean).join(', ');
    void reply.headers({ etag: tag, 'cache-control': 'no-cache', vary });
    if (!isKnownTag(request.headers['if-none-match'], tag)) return done(null, payload);
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
};
