import type { Identity } from '@wizness/kernel';
import type { FastifyRequest } from 'fastify';
import type { Authenticate } from './authenticate';

/** All that the gateway knows of one client operation. Subgraph contexts hang on this object: one per operation. */
export interface GatewayContext {
  /** Names the request in answers and logs; nothing else may depend on it. */
  readonly requestId: string;
  readonly identity: Identity;
}

/** Makes the context of the operation that a request carries. Throws as `authenticate` does, before anything runs. */
export const contextMaker =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest): Promise<GatewayContext> => {
    const { id: requestId, ip: address, headers, raw } = request;
    const authorization = raw.headersDistinct['authorization'];
    const identity = await authenticate({ requestId, authorization, address, userAgent: headers['user-agent'] });
    return { requestId, identity };
  };
