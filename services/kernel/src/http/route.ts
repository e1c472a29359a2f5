import type { FastifyInstance } from 'fastify';
import type { SignedRequestGuard } from './signed-requests';
import type { Logger } from '../runtime/log';

/** Something that a service answers over HTTP beside its graph. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Whether everybody may ask, or only who can sign the request: the gateway. */
  readonly open: boolean;
  /** What is sent as JSON. `body` is what was sent, not checked yet. */
  answer(body: unknown): Promise<unknown>;
}

interface Served {
  readonly border: SignedRequestGuard;
  readonly log: Logger;
}

/** No route of ours takes a text longer than a page. */
const BODY_LIMIT = 64 * 1024;

/** Lets `server` answer `route`. */
export const addRoute = (server: FastifyInstance, route: Route, { border, log }: Served): void => {
  server.route({
    method: route.method,
    url: route.path,
    bodyLimit: BODY_LIMIT,
    ...(!route.open && border.closed),
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
