import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FaultCode } from '../errors/fault';
import { type Identity, IDENTITY_HEADER, type SignedIdentity, verifyIdentity } from '../access/identity';

/** A request whose signature is good, and its body as it came. */
interface Arrived {
  readonly signed: SignedIdentity;
  body: string;
}

const refuse = (reply: FastifyReply, service: string) => {
  const message = `The service ${service} answers only its own house: the signed identity is missing or wrong.`;
  return reply.code(401).send({ errors: [{ message, extensions: { code: FaultCode.UNAUTHENTICATED } }] });
};

/**
 * Lets only those in who can sign with `secret` for this service and for this very request. The signature is looked at
 * before anything of the request is judged, so that a stranger does not even learn what a right request looks like.
 */
export const createSignedRequestGuard = (server: FastifyInstance, service: string, secret: Uint8Array) => {
  const arrived = new WeakMap<FastifyRequest, Arrived>();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    const known = arrived.get(request);
    if (known) known.body = text;
    try {
      done(null, JSON.parse(text));
    } catch {
      done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }));
    }
  });
  return {
    /** Options of a route behind the border. */
    closed: {
      onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
        const header = request.headers[IDENTITY_HEADER];
        const signed = await verifyIdentity(Array.isArray(header) ? undefined : header, service, secret);
        if (!signed) return refuse(reply, service);
        arrived.set(request, { signed, body: '' });
      },
      preValidation: async (request: FastifyRequest, reply: FastifyReply) => {
        const { signed, body } = arrived.get(request) ?? {};
        const { method, url: path } = request;
        if (!signed?.fits({ service, method, path, body: body ?? '' })) return refuse(reply, service);
      },
    },
    /** Who asks in a request that has passed. Throws for one that has not. */
    identityOf: (request: FastifyRequest): Identity => {
      const known = arrived.get(request);
      if (!known) throw new Error('This route is not behind the border.');
      return known.signed.identity;
    },
  };
};

export type SignedRequestGuard = ReturnType<typeof createSignedRequestGuard>;
