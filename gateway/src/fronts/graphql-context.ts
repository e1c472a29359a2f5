import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../pipeline/authenticate';
import { CHALLENGE, isUnauthenticated } from '../pipeline/challenge';
import type { GatewayContext } from '../pipeline/context';
import type { RequestLog } from './request-log';

/** A reason of its own, because the default one is an error with a stack trace for each request. */
const CONNECTION_CLOSED = 'the connection is closed';

/** Returns a function that authenticates a request. It throws if the credential is not valid, or cannot be verified. */
export const createContext =
  (authenticate: Authenticate, requestLog: RequestLog) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    const { id: requestId, ip: address, headers, raw } = request;
    const connection = new AbortController();
    reply.raw.once('close', () => connection.abort(CONNECTION_CLOSED));
    const authorization = raw.headersDistinct['authorization'];
    try {
      const { 'user-agent': userAgent, 'accept-language': acceptLanguage } = headers;
      const identity = await authenticate({ requestId, authorization, address, userAgent, acceptLanguage });
      const { signal } = connection;
      const context = { requestId, identity, clientGone: signal, signal };
      requestLog.identified(request, context);
      return context;
    } catch (error) {
      requestLog.refused(request);
      if (isUnauthenticated(error)) void reply.header(...CHALLENGE);
      throw error;
    }
  };
