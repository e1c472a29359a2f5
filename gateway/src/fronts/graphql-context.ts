import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../pipeline/authenticate';
import { CHALLENGE, isUnauthenticated } from '../pipeline/challenge';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import type { RequestLog } from './request-log';

/** Returns a function that authenticates a request. It throws if the credential is not valid, or cannot be verified. */
export const createContext =
  (authenticate: Authenticate, requestLog: RequestLog) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    const { id: requestId, ip: address, headers, raw } = request;
    const connection = new ClientConnection();
    reply.raw.once('close', () => connection.close());
    // All of them, because two are refused.
    const authorization = headers.authorization === undefined ? undefined : raw.headersDistinct['authorization'];
    try {
      const { 'user-agent': userAgent, 'accept-language': acceptLanguage } = headers;
      const identity = await authenticate({ requestId, authorization, address, userAgent, acceptLanguage });
      const context = { requestId, identity, connection };
      requestLog.identified(request, context);
      return context;
    } catch (error) {
      requestLog.refused(request);
      if (isUnauthenticated(error)) void reply.header(...CHALLENGE);
      throw error;
    }
  };
