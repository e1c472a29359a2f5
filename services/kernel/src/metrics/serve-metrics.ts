import fastify from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { addFigureGauges, type ReadFigures } from './figure-gauges';

/** Metrics that can be read. */
export interface ReadableMetrics {
  readonly contentType: string;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
}

/** A server of metrics, on a port of its own so that the public address does not show them. */
export interface MetricsServer {
  /** With the path `/metrics`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves metrics in the text format of Prometheus at `/metrics`. */
export const serveMetrics = async (metrics: ReadableMetrics, port: number, host: string): Promise<MetricsServer> => {
  const http = fastify({ logger: false, forceCloseConnections: true });
  http.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
  const address = await http.listen({ port, host });
  return { url: `${address}/metrics`, close: () => http.close() };
};

/** The metrics of a service in a process of its own: those of the process, and its figures. */
export const createServiceMetrics = (service: string, figures: ReadFigures): ReadableMetrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const refresh = addFigureGauges(registry, { [service]: figures });
  return {
    contentType: registry.contentType,
    text: async () => {
      await refresh();
      return registry.metrics();
    },
  };
};
