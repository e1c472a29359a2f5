import { FaultCode, type Logger } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import { errorBody } from './http-server';
import type { KeyRing } from '../identity/key-ring';

/** Lets whoever gets an access token check it by themselves: the public keys, at the place where they are looked for. */
export const serveJwks = (http: FastifyInstance, keys: KeyRing, log: Logger): void => {
  http.get('/.well-known/jwks.json', async (request, reply) => {
    try {
      const jwks = await keys.published();
      return await reply
        .headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
        .send(jwks);
    } catch (error) {
      log.error({ err: error, requestId: request.id }, 'the keys of access tokens can not be had');
      const message = 'The service "membership" can not answer now: try again.';
      const details = { service: 'membership', requestId: request.id };
      return reply.code(503).send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, message, details));
    }
  });
};
