import type { FastifyInstance } from 'fastify';
import { FaultCode } from './fault';
import { IDENTITY_HEADER, verifyIdentity } from './identity';
import type { Logger } from './log';

/** Something that a service answers over HTTP beside its graph. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Whether everybody may ask, or only who signs for the audience `<service><path>`: the gateway. */
  readonly open: boolean;
  /** What is sent as JSON. `body` is what was sent, not checked yet. */
  answer(body: unknown): Promise<unknown>;
}

interface Served {
  readonly owner: string;
  readonly secret: Uint8Array;
  readonly log: Logger;
}

/** No route of ours takes a text longer than a page. */
const BODY_LIMIT = 64 * 1024;

/** Lets `server` answer `route` for the service `owner`. */
export const addRoute = (server: FastifyInstance, route: Route, { owner, secret, log }: Served): void => {
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: BODY_LIMIT,
    onRequest: async (request, reply) => {
      if (route.open) return;
      const header = request.headers[IDENTITY_HEADER];
      if (await verifyIdentity(Array.isArray(header) ? undefined : header, `${owner}${route.path}`, secret)) return;
      const message = 'Only the gateway is answered here: the signed identity is missing or wrong.';
      return reply.code(401).send({ errors: [{ message, extensions: { code: FaultCode.UNAUTHENTICATED } }] });
    },
    handler: async (request, reply) => {
      try {
        return await route.answer(request.body);
      } catch (error) {
        log.error(error, `${route.path} could not be answered`);
        return reply.code(500).send();
      }
    },
  });
};
