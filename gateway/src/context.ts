import { anonymous, type Identity } from '@wizness/kernel';
import type { FastifyRequest } from 'fastify';

/** All that the gateway knows of one client operation. Subgraph contexts hang on this object: one per operation. */
export interface GatewayContext {
  /** Names the request in answers and logs; nothing else may depend on it. */
  readonly requestId: string;
  readonly identity: Identity;
}

/** The context of the operation that `request` carries. Nobody can sign in yet: everybody is anonymous. */
export const createContext = async (request: FastifyRequest): Promise<GatewayContext> => ({
  requestId: request.id,
  identity: anonymous,
});
