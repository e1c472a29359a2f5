import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import proxyAddr from '@fastify/proxy-addr';
import { networkOf, isUrl } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Caller } from '../pipeline/authenticate';
import { requestIdFrom } from '../pipeline/request-id';
import type { AllowedOrigins } from './cors';
import { type ConnectionOptions, WebSocketConnection } from './websocket-connection';

/** In bytes: as of the body of a request over HTTP. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** How often it is checked that clients are still there, in milliseconds. */
const PING_MS = 30_000;

export interface WebSocketOptions extends ConnectionOptions {
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: AllowedOrigins;
  readonly publicUrl: string;
  /** Connections that one process has at the same time, and those from one IPv4 address or IPv6 /64 network. */
  readonly maxConnections: { readonly total: number; readonly perNetwork: number };
}

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

/** Whether a page may connect: one of this site, or of an allowed origin. Programs send no origin. */
const mayConnect = (
  { headers: { origin, host } }: IncomingMessage,
  { allowedOrigins, publicUrl }: WebSocketOptions,
) => {
  if (origin === undefined || allowedOrigins === '*' || allowedOrigins.includes(origin)) return true;
  if (!isUrl(origin)) return false;
  return new URL(origin).host === host || origin === new URL(publicUrl).origin;
};

/** Serves GraphQL over WebSocket at `/graphql`, with the protocol `graphql-transport-ws`. */
export const serveWebSockets = (http: FastifyInstance, options: WebSocketOptions): void => {
  const { maxConnections } = options;
  const isTrusted = proxyAddr.compile([...options.trustedProxies]);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // It would cost 200 kB of memory for each connection.
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (protocols) =>
      protocols.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });
  const open = new Map<WebSocket, WebSocketConnection>();
  const answered = new WeakSet<WebSocket>();
  const networks = new Map<string, number>();
  let isClosing = false;

  const callerOf = (request: IncomingMessage): Caller => {
    const { headers, headersDistinct } = request;
    return {
      requestId: requestIdFrom(headers['x-request-id']),
      authorization: headersDistinct['authorization'],
      address: proxyAddr(request, isTrusted),
      userAgent: headers['user-agent'],
      acceptLanguage: headers['accept-language'],
    };
  };

  const accept = (socket: WebSocket, caller: Caller): void => {
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      return socket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
    }
    open.set(socket, new WebSocketConnection(socket, caller, options));
    const network = networkOf(caller.address);
    networks.set(network, (networks.get(network) ?? 0) + 1);
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
    socket.on('close', () => {
      open.delete(socket);
      const left = (networks.get(network) ?? 1) - 1;
      if (left > 0) networks.set(network, left);
      else networks.delete(network);
    });
  };

  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => undefined);
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (isClosing || open.size >= maxConnections.total) return refuse(socket, '503 Service Unavailable');
    const caller = callerOf(request);
    const own = networks.get(networkOf(caller.address)) ?? 0;
    if (own >= maxConnections.perNetwork) return refuse(socket, '429 Too Many Requests');
    if (!mayConnect(request, options)) return refuse(socket, '403 Forbidden');
    server.handleUpgrade(request, socket, head, (accepted) => accept(accepted, caller));
  });

  const ping = (): void => {
    for (const socket of open.keys()) {
      if (!answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  };
  // What has arrived while this process was busy is read first.
  const pings = setInterval(() => setImmediate(ping), PING_MS);
  pings.unref();

  http.addHook('preClose', async () => {
    isClosing = true;
    clearInterval(pings);
    for (const connection of open.values()) connection.restart();
  });
};
