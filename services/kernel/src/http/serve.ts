import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { callOverHttp } from './call-procedure';
import { httpEventSource } from '../event-log/events-procedure';
import { createLogger, type Logger } from '../runtime/log';
import { openNats } from '../nats/nats-link';
import { createServiceMetrics, type MetricsServer, serveMetrics } from '../metrics/serve-metrics';
import type { RunningSubgraph, Subgraph } from '../subgraph';
import { startTracing } from '../tracing/start-tracing';
import type { Tracing } from '../tracing/tracing';
import { type Clock, systemClock } from '../values/clock';
import { serveProcedure } from './serve-procedure';
import { serverUrl } from './server-url';
import { createSignedRequestGuard } from './signed-requests';
import { prepareStop } from './stop-server';
import { proceduresOf } from './subgraph-procedures';
import type { SubgraphSettings } from './subgraph-settings';

export interface ServingOptions {
  /** Shared by the gateway and all services. Signs the identity. */
  readonly secret: Uint8Array;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly tracing?: Tracing;
}

/** Why a subgraph is not ready, for operators. */
export const DATABASE_NOT_RESPONDING = 'its database does not respond';

/**
 * The HTTP server of a subgraph: its procedures, which require signed requests, `/health` (the process runs) and `/ready`
 * (it can reach its database).
 */
export const createSubgraphServer = (
  subgraph: Subgraph,
  running: RunningSubgraph,
  { secret, log, clock = systemClock, tracing }: ServingOptions,
): FastifyInstance => {
  const server = fastify({ logger: false, forceCloseConnections: 'idle' });
  const guard = createSignedRequestGuard(server, subgraph.name, secret);
  for (const handler of proceduresOf(subgraph, running, { clock, log }))
    serveProcedure(server, handler, { guard, log, tracing });
  server.get('/health', async () => ({ status: 'alive' }));
  server.get('/ready', async (_, reply) => {
    try {
      await running.ready();
      return { status: 'ready' };
    } catch (error) {
      log.error(error, 'not ready');
      return reply.code(503).send({ status: 'not ready', reason: DATABASE_NOT_RESPONDING });
    }
  });
  return server;
};

export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a subgraph, serves it over HTTP and starts its background work. `close` drains the server, and waits for requests in
 * flight. Rejects, with nothing left open, if `sources` lacks a service whose events the subgraph consumes.
 */
export const serveSubgraph = async <Context extends object, Settings>(
  subgraph: Subgraph<Context, Settings>,
  {
    server: { host, secret, eventRetentionDays, natsUrl, rateLimitPercent, metricsPort, otlpEndpoint, ...options },
    database: address,
    pool,
    service,
    sources,
  }: SubgraphSettings<Settings>,
): Promise<ServedSubgraph> => {
  const log = createLogger(subgraph.name, options.logLevel);
  const tracing = startTracing(subgraph.name, otlpEndpoint);
  const database = { ...address, ...pool, tracing };
  const running = await subgraph.open({ database, settings: service, log, rateLimitPercent });
  const server = createSubgraphServer(subgraph, running, { secret, log, tracing });
  const { stop } = prepareStop(server, options.drainSeconds);
  const nats = natsUrl === undefined ? null : openNats(natsUrl, `wizness-${subgraph.name}`, log);
  let metrics: MetricsServer | null = null;
  try {
    const remotes = Object.entries(sources).map(([owner, url]) => ({ service: owner, url, secret }));
    await running.startWork({
      sources: Object.fromEntries(remotes.map((remote) => [remote.service, httpEventSource(remote)])),
      services: Object.fromEntries(remotes.map((remote) => [remote.service, callOverHttp(remote)])),
      eventRetentionDays,
      nats,
    });
    if (metricsPort !== undefined) {
      metrics = await serveMetrics(createServiceMetrics(subgraph.name, running.figures), metricsPort, host);
      log.info({ url: metrics.url }, 'metrics are served');
    }
    await server.listen({ port: options.port, host });
  } catch (error) {
    await metrics?.close();
    await running.close();
    await nats?.close();
    await tracing?.stop();
    throw error;
  }
  const { port } = server.server.address() as AddressInfo;
  const url = serverUrl(host, port);
  log.info({ url }, 'the subgraph is listening');
  return {
    url,
    close: async () => {
      await stop();
      await metrics?.close();
      await running.close();
      await nats?.close();
      await tracing?.stop();
    },
  };
};
