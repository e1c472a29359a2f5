import { FaultCode, type Logger } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import type { KeyRing } from '../identity/key-ring';
import { MEMBERSHIP } from '../subgraphs/subgraphs';
import { errorBody } from './error-body';

/** Publishes the public keys of access tokens at their well-known URL, so that third parties can verify the tokens. */
export const serveJwks = (http: FastifyInstance, keys: KeyRing, log: Logger): void => {
  http.get('/.well-known/jwks.json', async (request, reply) => {
    try {
      const jwks = await keys.published();
      return await reply
        .headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
        .send(jwks);
    } catch (error) {
      log.error({ err: error, requestId: request.id }, 'the keys of access tokens could not be fetched');
      const message = `The service "${MEMBERSHIP}" is unavailable. Try again later.`;
      const details = { service: MEMBERSHIP, requestId: request.id };
      return reply.code(503).send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, message, details));
    }
  });
};
