import fastify from 'fastify';
import type { MetricsRegistry } from '../metrics/metrics';

/** A server of metrics, on a port of its own so that the public address does not show them. */
export interface MetricsServer {
  /** With the path `/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves metrics in the text format of Prometheus at `/metrics`. */
export const serveMetrics = async (metrics: MetricsRegistry, port: number, host: string): Promise<MetricsServer> => {
  const http = fastify({ logger: false, forceCloseConnections: true });
  http.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  const address = await http.listen({ port, host });
  return { url: `${address}/metrics`, close: () => http.close() };
};
