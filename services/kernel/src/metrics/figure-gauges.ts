import { Gauge, type Registry } from 'prom-client';
import type { SubgraphFigures } from './subgraph-figures';

/** Reads the figures of a service that runs in this process. */
export type ReadFigures = () => Promise<SubgraphFigures>;

/**
 * Adds the figures of services to a registry. Call the returned function before the metrics are read; a service whose figures
 * cannot be read is left out.
 * @param services by name.
 */
export const addFigureGauges = (
  registry: Registry,
  services: Readonly<Record<string, ReadFigures>>,
): (() => Promise<void>) => {
  const registers = [registry];
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames, registers });
  const connections = gauge(
    'wizness_database_connections',
    'Database connections of a service for requests, used and idle.',
    ['service', 'state'],
  );
  const waiting = gauge(
    'wizness_database_connection_waits',
    'Requests that wait for a database connection of the service.',
    ['service'],
  );
  const log = gauge('wizness_event_log_position', 'Position of the last event in the log of the service.', ['service']);
  const relay = gauge(
    'wizness_relay_position',
    'Position up to which this process has copied the log of the service to NATS. Only the process that copies it has one.',
    ['service'],
  );
  const consumerLabels = ['service', 'consumer', 'source'] as const;
  const position = gauge(
    'wizness_consumer_position',
    'Position in the log of the source up to which the consumer has handled the events.',
    consumerLabels,
  );
  const lag = gauge(
    'wizness_consumer_lag_seconds',
    'Seconds since the oldest event that the consumer has not handled; 0 if there is none.',
    consumerLabels,
  );
  const standbyUp = gauge('wizness_standby_up', 'Whether the standby of the service responds: 1, or 0.', ['service']);
  const standbyLag = gauge(
    'wizness_standby_lag_bytes',
    'Bytes of the write-ahead log that the standby of the service has not replayed.',
    ['service'],
  );
  const standbyAge = gauge(
    'wizness_standby_lag_seconds',
    'Seconds since the last transaction that the standby of the service has replayed; 0 if it has replayed all.',
    ['service'],
  );
  const gauges = [connections, waiting, log, relay, position, lag, standbyUp, standbyLag, standbyAge];

  const set = (service: string, figures: SubgraphFigures): void => {
    connections.set({ service, state: 'used' }, figures.connections.used);
    connections.set({ service, state: 'idle' }, figures.connections.idle);
    waiting.set({ service }, figures.connections.waiting);
    const { standby } = figures;
    if (standby) standbyUp.set({ service }, standby.isUp ? 1 : 0);
    if (typeof standby?.lagBytes === 'number') standbyLag.set({ service }, standby.lagBytes);
    if (typeof standby?.lagSeconds === 'number') standbyAge.set({ service }, standby.lagSeconds);
    if (figures.logPosition !== null) log.set({ service }, figures.logPosition);
    if (figures.relayPosition !== null) relay.set({ service }, figures.relayPosition);
    for (const { name: consumer, source, ...at } of figures.consumers) {
      position.set({ service, consumer, source }, at.position);
      if (at.lagSeconds !== null) lag.set({ service, consumer, source }, at.lagSeconds);
    }
  };

  return async () => {
    const read = await Promise.allSettled(
      Object.entries(services).map(async ([service, figures]) => [service, await figures()] as const),
    );
    for (const each of gauges) each.reset();
    for (const result of read) if (result.status === 'fulfilled') set(...result.value);
  };
};
