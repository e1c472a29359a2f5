import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymous, type Identity, IDENTITY_HEADER, type SignedIdentity, verifyIdentity } from '../access/identity';
import { FaultCode } from '../errors/fault';
import { createUsedSignatures } from './used-signatures';

/** A request with a valid signature, and its body as it was sent. */
interface VerifiedRequest {
  readonly signed: SignedIdentity;
  body: string;
}

const refuse = (reply: FastifyReply, service: string) => {
  const message = `The service ${service} serves only the gateway and other services: the signed identity is missing, not valid, or was used before.`;
  return reply.code(401).send({ errors: [{ message, extensions: { code: FaultCode.UNAUTHENTICATED } }] });
};

/**
 * Requires requests to be signed with `secret` for this service and for exactly this request, each with a signature of its
 * own. The signature is checked before anything else, so that others do not even learn what a valid request looks like.
 */
export const createSignedRequestGuard = (server: FastifyInstance, service: string, secret: Uint8Array) => {
  const used = createUsedSignatures();
  const verified = new WeakMap<FastifyRequest, VerifiedRequest>();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    const entry = verified.get(request);
    if (entry) entry.body = text;
    try {
      done(null, JSON.parse(text));
    } catch {
      done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }));
    }
  });
  return {
    /** Route options that require a signed request. */
    signed: {
      onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
        const header = request.headers[IDENTITY_HEADER];
        const signed = await verifyIdentity(Array.isArray(header) ? undefined : header, service, secret);
        if (!signed) return refuse(reply, service);
        verified.set(request, { signed, body: '' });
      },
      preValidation: async (request: FastifyRequest, reply: FastifyReply) => {
        const { signed, body } = verified.get(request) ?? {};
        const { method, url: path } = request;
        if (!signed?.matches({ service, method, path, body: body ?? '' })) return refuse(reply, service);
        // Last, so that a changed copy does not use up the signature of the request itself.
        if (!used.use(signed.id, signed.expiresAt, Date.now() / 1000)) return refuse(reply, service);
      },
    },
    /** The identity in a signed request; anonymous for a request that is not signed. */
    identityOf: (request: FastifyRequest): Identity => verified.get(request)?.signed.identity ?? anonymous,
  };
};

export type SignedRequestGuard = ReturnType<typeof createSignedRequestGuard>;
