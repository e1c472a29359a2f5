import { z } from 'zod';
import { databaseOf, type ServiceDatabaseUrl } from '../data/database-urls';
import { catalogueEntry, defaultUrl } from '../runtime/catalogue';
import { type DatabasePool, databasePoolSettings } from '../runtime/database-settings';
import { databaseUrls } from '../runtime/database-url-settings';
import { readProgramSettings } from '../runtime/environment';
import { settings } from '../runtime/settings';
import type { Subgraph } from '../subgraph';

const serverSettings = (defaultPort: number) =>
  z
    .object({
      PORT: settings.port(defaultPort),
      HOST: settings.host,
      LOG_LEVEL: settings.logLevel,
      DRAIN_SECONDS: settings.drainSeconds,
      SUBGRAPH_SECRET: settings.subgraphSecret,
      EVENT_RETENTION_DAYS: settings.eventRetentionDays,
      NATS_URL: settings.natsUrl,
      RATE_LIMIT_PERCENT: settings.rateLimitPercent,
      OTEL_EXPORTER_OTLP_ENDPOINT: settings.optionalBaseUrl('http://127.0.0.1:4318'),
      METRICS_PORT: settings.port(0).unwrap().optional(),
    })
    .transform((variables) => ({
      port: variables.PORT,
      host: variables.HOST,
      logLevel: variables.LOG_LEVEL,
      drainSeconds: variables.DRAIN_SECONDS,
      secret: variables.SUBGRAPH_SECRET,
      eventRetentionDays: variables.EVENT_RETENTION_DAYS,
      /** Where the event log is copied to; undefined if nowhere. */
      natsUrl: variables.NATS_URL,
      rateLimitPercent: variables.RATE_LIMIT_PERCENT,
      /** Collector of traces; undefined if nothing is traced. */
      otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
      /** Port of `/metrics`; undefined if nothing is measured. */
      metricsPort: variables.METRICS_PORT,
    }));

export interface SubgraphSettings<Settings> {
  readonly server: z.output<ReturnType<typeof serverSettings>>;
  readonly database: ServiceDatabaseUrl;
  readonly pool: DatabasePool;
  /** The service's own settings. */
  readonly service: Settings;
  /** URL of each service whose events it consumes, by the name of that service. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * The settings of a subgraph as a process of its own. Default ports and URLs are those of the catalogue. Throws
 * EnvironmentError that lists all wrong ones.
 */
export const readSubgraphSettings = <Context extends object, Settings>(
  subgraph: Subgraph<Context, Settings>,
  variables?: NodeJS.ProcessEnv,
): SubgraphSettings<Settings> => {
  const owners = [...new Set(subgraph.consumers.map(({ source }) => source))].map(catalogueEntry);
  const urls = z
    .object(Object.fromEntries(owners.map((owner) => [owner.urlSetting, settings.baseUrl(defaultUrl(owner))])))
    .transform((found) => Object.fromEntries(owners.map(({ name, urlSetting }) => [name, found[urlSetting] ?? ''])));
  const server = serverSettings(catalogueEntry(subgraph.name).port);
  const database = databaseUrls([subgraph.name]).transform((found) => databaseOf(found, subgraph.name));
  return readProgramSettings(
    { server, database, pool: databasePoolSettings, service: subgraph.settings, sources: urls },
    variables,
  );
};
