import { isIP } from 'node:net';
import {
  catalogue,
  databasePoolSettings,
  databaseUrls,
  defaultUrl,
  readProgramSettings,
  settings,
  WEBHOOK_HOSTS,
  isUrl,
} from '@wizness/kernel';
import { z } from 'zod';
import { DEFAULT_OPERATION_LIMITS } from './pipeline/operation-limits';
import { loadServices } from './subgraphs/open-embedded';
import type { SubgraphPlacement } from './subgraphs/open-subgraphs';
import { DEFAULT_SUBSCRIPTION_LIMITS } from './subscriptions/subscription-limits';

/** An IP address, or a network in CIDR notation. */
const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

const trustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), 'must be addresses or networks, such as 10.0.0.0/8,192.168.1.7')
  .default([]);

const isOrigin = (text: string): boolean => /^https?:[^*]+$/.test(text) && isUrl(text) && new URL(text).origin === text;

const ORIGINS_RULE = 'must be `*`, or origins without a path, such as https://www.example.org,http://localhost:5173';

const allowedOrigins = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isOrigin) || parts.join() === '*', ORIGINS_RULE)
  .transform((parts) => (parts[0] === '*' ? ('*' as const) : parts))
  .default([]);

/** Keys that are fetched over an open network without TLS could be replaced on the way. */
const isSafeAddress = (text: string): boolean => {
  if (!isUrl(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
};

/** The settings of an external OpenID Connect issuer: all three, or none. */
const issuerSettings = {
  OIDC_ISSUER: z
    .string()
    .refine((text) => isUrl(text), 'must be a URL, exactly the `iss` of its tokens')
    .optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_JWKS_URL: z
    .string()
    .refine(isSafeAddress, 'must be an https address, or an http address of this machine')
    .optional(),
};

const ISSUER_SETTINGS = Object.keys(issuerSettings) as (keyof typeof issuerSettings)[];

const names = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .default([]);

const limit = (fallback: number) => settings.wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER }).default(fallback);

/** The settings of the gateway, wherever its subgraphs are. */
export const gatewaySettings = z
  .object({
    PORT: settings.port(4000),
    HOST: settings.host,
    LOG_LEVEL: settings.logLevel,
    DRAIN_SECONDS: settings.drainSeconds,
    SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
    OPERATION_TIMEOUT_MS: settings.milliseconds(10_000),
    REQUEST_TIMEOUT_MS: settings.milliseconds(30_000),
    MAX_RESPONSE_BYTES: limit(10 * 1024 * 1024),
    MAX_BUFFERED_BYTES: limit(64 * 1024 * 1024),
    TRUSTED_PROXIES: trustedProxies,
    ALLOWED_ORIGINS: allowedOrigins,
    WEBHOOK_ALLOWED_HOSTS: WEBHOOK_HOSTS,
    MAX_QUERY_DEPTH: limit(DEFAULT_OPERATION_LIMITS.maxDepth),
    MAX_QUERY_SELECTIONS: limit(DEFAULT_OPERATION_LIMITS.maxSelections),
    MAX_QUERY_ALIASES: limit(DEFAULT_OPERATION_LIMITS.maxAliases),
    MAX_QUERY_COST: limit(DEFAULT_OPERATION_LIMITS.maxCost),
    MAX_COST_PER_MINUTE: settings.wholeNumber({ min: 0, max: Number.MAX_SAFE_INTEGER }).default(1_000_000),
    MAX_SUBSCRIPTIONS: limit(DEFAULT_SUBSCRIPTION_LIMITS.total),
    MAX_SUBSCRIPTIONS_PER_CALLER: limit(DEFAULT_SUBSCRIPTION_LIMITS.perCaller),
    GATEWAY_COUNT: settings.wholeNumber({ min: 1, max: 10_000, unit: 'gateways' }).default(1),
    PERSISTED_OPERATIONS: settings.oneOf(['apq', 'all', 'only'], 'apq'),
    PERSISTED_OPERATIONS_FOLDER: z.string().optional(),
    SERVER_TIMING: settings.oneOf(['0', '1'], '0'),
    OTEL_EXPORTER_OTLP_ENDPOINT: settings.optionalBaseUrl('http://127.0.0.1:4318'),
    METRICS_PORT: settings.port(0).unwrap().optional(),
    NATS_URL: settings.natsUrl,
    SUPERGRAPH_FILE: z.string().optional(),
    GRAPHQL_SERVER: settings.oneOf(['own', 'apollo'], 'own'),
    SHARE_QUERIES: settings.oneOf(['on', 'off'], 'off'),
    ANSWER_CACHE_SECONDS: settings.wholeNumber({ min: 0, max: 3600 }).default(0),
    QUERY_PLANNER: settings.oneOf(['hive', 'apollo'], 'hive'),
    MAX_PLAN_BYTES: limit(64 * 1024 * 1024),
    OVERRIDE_LABELS: names,
    PUBLIC_URL: settings.publicUrl,
    ...issuerSettings,
  })
  .check(
    ...ISSUER_SETTINGS.map((name) =>
      z.refine<Partial<Record<(typeof ISSUER_SETTINGS)[number], string>>>(
        (variables) => Boolean(variables[name]) || ISSUER_SETTINGS.every((other) => !variables[other]),
        {
          path: [name],
          error: 'is required: the three settings of an external issuer are set together',
          // Even if another setting is wrong, so that all errors are listed at once.
          when: () => true,
        },
      ),
    ),
  )
  .transform(({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl, ...variables }) => ({
    port: variables.PORT,
    host: variables.HOST,
    logLevel: variables.LOG_LEVEL,
    drainSeconds: variables.DRAIN_SECONDS,
    /** Deadline of one fetch from a subgraph, in milliseconds. */
    subgraphTimeoutMs: variables.SUBGRAPH_TIMEOUT_MS,
    /** Deadline of one operation, in milliseconds. */
    operationTimeoutMs: variables.OPERATION_TIMEOUT_MS,
    requestTimeoutMs: variables.REQUEST_TIMEOUT_MS,
    maxResponseBytes: variables.MAX_RESPONSE_BYTES,
    maxBufferedBytes: variables.MAX_BUFFERED_BYTES,
    trustedProxies: variables.TRUSTED_PROXIES,
    allowedOrigins: variables.ALLOWED_ORIGINS,
    webhooks: { openHosts: variables.WEBHOOK_ALLOWED_HOSTS },
    limits: {
      maxDepth: variables.MAX_QUERY_DEPTH,
      maxSelections: variables.MAX_QUERY_SELECTIONS,
      maxAliases: variables.MAX_QUERY_ALIASES,
      maxCost: variables.MAX_QUERY_COST,
    },
    /** Of this process: its part of what a caller may spend. 0: no limit. */
    maxCostPerMinute: Math.ceil(variables.MAX_COST_PER_MINUTE / variables.GATEWAY_COUNT),
    subscriptionLimits: {
      total: variables.MAX_SUBSCRIPTIONS,
      perCaller: Math.ceil(variables.MAX_SUBSCRIPTIONS_PER_CALLER / variables.GATEWAY_COUNT),
    },
    persistedOperations: variables.PERSISTED_OPERATIONS,
    /** Undefined: the example operations. */
    persistedOperationsFolder: variables.PERSISTED_OPERATIONS_FOLDER,
    serverTiming: variables.SERVER_TIMING === '1',
    otlpEndpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
    metricsPort: variables.METRICS_PORT,
    /** Undefined: event logs are read from the services. */
    natsUrl: variables.NATS_URL,
    /** Undefined: the committed supergraph. */
    supergraphFile: variables.SUPERGRAPH_FILE,
    /** What serves GraphQL over HTTP. */
    front: variables.GRAPHQL_SERVER,
    /** Whether equal queries of equal callers in flight run once. */
    sharesQueries: variables.SHARE_QUERIES === 'on',
    /** How long answers to anonymous callers are used while no data change; 0: not at all. */
    answerCacheMs: variables.ANSWER_CACHE_SECONDS * 1000,
    /** The planner that is asked first. */
    planner: variables.QUERY_PLANNER,
    maxPlanBytes: variables.MAX_PLAN_BYTES,
    overrideLabels: variables.OVERRIDE_LABELS,
    publicUrl: variables.PUBLIC_URL,
    externalIssuer: issuer && audience && jwksUrl ? { issuer, audience, jwksUrl } : null,
  }));

export type GatewaySettings = z.output<typeof gatewaySettings>;

const mode = z.object({ MODE: settings.oneOf(['embedded', 'remote'], 'remote') });

const embeddedSettings = z.object({
  EVENT_RETENTION_DAYS: settings.eventRetentionDays,
  RATE_LIMIT_PERCENT: settings.rateLimitPercent,
});

const remoteSettings = z.object({ SUBGRAPH_SECRET: settings.subgraphSecret });

const subgraphUrls = z
  .object(Object.fromEntries(catalogue.map((entry) => [entry.urlSetting, settings.baseUrl(defaultUrl(entry))])))
  .transform((urls) => Object.fromEntries(catalogue.map(({ name, urlSetting }) => [name, urls[urlSetting] ?? ''])));

export interface GatewayProgramSettings {
  readonly gateway: GatewaySettings;
  readonly subgraphs: SubgraphPlacement;
}

/**
 * The settings of the gateway as a process of its own. MODE selects whether it contains the subgraphs (`embedded`) or calls
 * them over HTTP (`remote`). Throws EnvironmentError that lists all wrong ones.
 */
export const readGatewaySettings = (variables: NodeJS.ProcessEnv = process.env): GatewayProgramSettings => {
  if (variables['MODE'] === 'embedded') {
    const parts = Object.fromEntries(loadServices().map((service) => [service.name, service.settings]));
    const databases = databaseUrls(Object.keys(parts));
    const { gateway, embedded, databaseUrl, pool, ...services } = readProgramSettings(
      {
        gateway: gatewaySettings,
        databaseUrl: databases,
        embedded: embeddedSettings,
        pool: databasePoolSettings,
        ...parts,
      },
      variables,
    );
    const limits = { eventRetentionDays: embedded.EVENT_RETENTION_DAYS, rateLimitPercent: embedded.RATE_LIMIT_PERCENT };
    return { gateway, subgraphs: { mode: 'embedded', databaseUrl, ...pool, ...limits, settings: services } };
  }
  const { gateway, remote, urls } = readProgramSettings(
    { gateway: gatewaySettings, mode, remote: remoteSettings, urls: subgraphUrls },
    variables,
  );
  return { gateway, subgraphs: { mode: 'remote', urls, secret: remote.SUBGRAPH_SECRET } };
};
