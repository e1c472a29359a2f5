import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { anonymous } from '@wizness/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate, Caller } from '../pipeline/authenticate';
import { CHALLENGE, isUnauthenticated } from '../pipeline/challenge';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import type { ReadPositions } from '../pipeline/read-positions';
import type { RequestLog } from './request-log';

/** The parts of Fastify's request that are used here. */
export interface ReceivedRequest {
  readonly id: string;
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: IncomingMessage;
}

/** The parts of Fastify's reply that are used here. */
export interface ReplyToClient {
  readonly raw: ServerResponse;
  header(name: string, value: string): unknown;
}

/** The parts of a request that say who its client is. */
export const callerIn = ({ id: requestId, ip: address, headers, raw }: ReceivedRequest): Caller => {
  // All of them, because two are refused.
  const authorization = headers.authorization === undefined ? undefined : raw.headersDistinct['authorization'];
  const { 'user-agent': userAgent, 'accept-language': acceptLanguage } = headers;
  return { requestId, authorization, address, userAgent, acceptLanguage };
};

/**
 * The connection of a request, which closes when its response is sent or its client has gone. `isStream` is for a response that many
 * operations make, of which each has its turn only while it runs.
 */
export const connectionOf = (reply: Pick<ReplyToClient, 'raw'>, isStream = false): ClientConnection => {
  const connection = new ClientConnection(!isStream);
  reply.raw.once('close', () => connection.close());
  return connection;
};

/** The context of a page that everyone sees alike. Its client pays for it as for an anonymous query, whoever that is. */
export const publicContext = (
  { id: requestId, ip: clientAddress }: FastifyRequest,
  reply: FastifyReply,
  { isStream = false } = {},
): GatewayContext => ({
  requestId,
  identity: { ...anonymous, clientAddress },
  connection: connectionOf(reply, isStream),
});

/** Returns a function that authenticates a request. It throws if the credential is not valid, or cannot be verified. */
export const createContext =
  (authenticate: Authenticate, requestLog: RequestLog) =>
  async (request: ReceivedRequest, reply: ReplyToClient, read?: ReadPositions): Promise<GatewayContext> => {
    const { id: requestId } = request;
    const connection = connectionOf(reply);
    try {
      const identity = await authenticate(callerIn(request));
      const context = { requestId, identity, connection, read, cost: undefined };
      requestLog.identified(request.raw, context);
      return context;
    } catch (error) {
      requestLog.refused(request.raw);
      if (isUnauthenticated(error)) void reply.header(...CHALLENGE);
      throw error;
    }
  };
