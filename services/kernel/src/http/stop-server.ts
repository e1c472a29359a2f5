import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** What `/ready` of a server responds, with status 503, while it drains. It still answers requests. */
export const STOPPING = { status: 'stopping' } as const;

/** Part of the drain for which an idle connection is kept. */
const KEEP_ALIVE_SHARE = 0.5;

/** Requests that are still in flight this long after the drain are cut off. */
const CLOSE_MS = 15_000;

/** How often a server that closes looks for connections that have become idle. */
const IDLE_CHECK_MS = 50;

/** The open connections of a server. */
const connectionsOf = (server: Server): ReadonlySet<Socket> => {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  return connections;
};

/**
 * Closes the connections that carry no request. Node closes idle ones once, when the server closes, and does not count one as idle on
 * which no request has arrived: either would delay the end by more than a minute.
 */
const closeUnused = (server: Server, connections: ReadonlySet<Socket>): void => {
  server.closeIdleConnections();
  for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
};

export interface PreparedStop {
  /** Whether each response has to close its connection. */
  isStopping(): boolean;
  stop(): Promise<void>;
}

/**
 * Lets a server stop without losing a request. For `drainSeconds`, `/ready` responds with 503, so that load
 * balancers send no more connections; requests are answered as before, and each response closes its connection. A client that keeps
 * to the header `Keep-Alive` has no connection left by then, because idle ones are used again for half of that time only. Then the
 * server is closed, once requests in flight are answered. With 0 seconds, connections are kept for as long as the server likes.
 */
export const prepareStop = (http: FastifyInstance, drainSeconds: number): PreparedStop => {
  let isStopping = false;
  const connections = connectionsOf(http.server);
  if (drainSeconds > 0) http.server.keepAliveTimeout = drainSeconds * KEEP_ALIVE_SHARE * 1000;
  // With callbacks, because each asynchronous hook costs every request a promise.
  http.addHook('onRequest', (request, reply, next) => {
    if (isStopping && request.url === '/ready') void reply.code(503).send(STOPPING);
    else next();
  });
  http.addHook('onSend', (_, reply, payload, next) => {
    if (isStopping) void reply.header('connection', 'close');
    next(null, payload);
  });
  const stop = async (): Promise<void> => {
    isStopping = true;
    await pause(drainSeconds * 1000, undefined, { ref: false });
    // What has arrived while this process was busy is read first.
    await setImmediate();
    const cutOff = setTimeout(() => http.server.closeAllConnections(), CLOSE_MS);
    const idleCheck = setInterval(() => closeUnused(http.server, connections), IDLE_CHECK_MS);
    closeUnused(http.server, connections);
    await http.close();
    clearInterval(idleCheck);
    clearTimeout(cutOff);
  };
  return { isStopping: () => isStopping, stop };
};
