import type { AddressInfo } from 'node:net';
import {
  type Clock,
  type Logger,
  type MetricsServer,
  prepareStop,
  serveMetrics,
  serverUrl,
  startTracing,
  systemClock,
} from '@wizness/kernel';
import { servePostStream } from './durable-streams/serve-post-stream';
import { serveExports } from './exports/serve-exports';
import { serveFeeds } from './feeds/serve-feeds';
import { compressResponses } from './fronts/compression';
import { answerConditionally } from './fronts/conditional-get';
import { type AllowedOrigins, allowOrigins } from './fronts/cors';
import { serveCalendars } from './fronts/calendars';
import { serveFiles } from './fronts/files';
import { serveDataExports } from './fronts/data-export';
import { createApolloFront } from './fronts/apollo';
import { createLeanFront } from './fronts/graphql';
import { createHttpServer } from './fronts/http-server';
import { serveJwks } from './fronts/jwks';
import { createRequestLog } from './fronts/request-log';
import { createServerTiming } from './fronts/server-timing';
import { createExternalTokens, type ExternalIssuer } from './identity/external-token';
import { createKeyRing } from './identity/key-ring';
import { createMetrics } from './metrics/metrics';
import { operationNamesIn } from './metrics/operation-names';
import { serveGraphiql } from './pages/graphiql';
import { serveExplorer } from './pages/explorer/serve-explorer';
import { servePages } from './pages/serve-pages';
import { serveUnsubscribe } from './pages/unsubscribe';
import { createAuthenticate } from './pipeline/authenticate';
import { createCostBudgets } from './pipeline/cost-budget';
import { createLiveIdentityCheck } from './pipeline/live-identity';
import { createPersistedOperations, type PersistedOperationsMode } from './pipeline/persisted-operations';
import { DEFAULT_OPERATION_LIMITS, type OperationLimits } from './pipeline/operation-limits';
import { createRules } from './pipeline/supergraph-rules';
import type { SubscriptionLimits } from './subscriptions/subscription-limits';
import type { SubscriptionTiming } from './subscriptions/timing';
import { type RunningWebhooks, startWebhooks, type WebhookOptions } from './webhooks/start-webhooks';
import { CONTENT } from './subgraphs/subgraphs';
import { openSubgraphs, readTokensOf, type SubgraphPlacement } from './subgraphs/open-subgraphs';
import type { SubgraphOptions } from './subgraphs/subgraph-fetch';
import { createGraph, type GraphChoices } from './supergraph/graph';
import { EXPLORER_FOLDER, readExamples, readSupergraph, SUPERGRAPH_FILE } from './supergraph/schema-files';
import { readStoredOperations, storedOperationOf } from './supergraph/stored-operations';
import { type SupergraphFile, watchSupergraphFile } from './supergraph/supergraph-file';

export interface GatewayOptions extends GraphChoices, Pick<SubgraphOptions, 'natsUrl'> {
  readonly subgraphs: SubgraphPlacement;
  readonly log: Logger;
  /** What serves GraphQL over HTTP: our own front, or Apollo Server. Defaults to our own. */
  readonly front?: 'own' | 'apollo';
  /** Defaults to 0: a free port. */
  readonly port?: number;
  readonly host?: string;
  /** How long a gateway that stops still answers requests, in seconds. Defaults to 0. */
  readonly drainSeconds?: number;
  /** SDL of the supergraph. Defaults to the content of `supergraphFile`. */
  readonly supergraph?: string;
  /** File of the supergraph, which is read again when it changes. Defaults to the committed one, which is not watched. */
  readonly supergraphFile?: string;
  /** How often `supergraphFile` is looked at. Defaults to 1000. */
  readonly supergraphCheckMs?: number;
  /** Operations in the tabs of GraphiQL. Defaults to the committed ones. */
  readonly examples?: readonly string[];
  /** Which documents may run, and which of them by hash. Defaults to `apq`. */
  readonly persistedOperations?: PersistedOperationsMode;
  /** Folder of the operations that clients may send as a hash, which are planned in advance. Defaults to the examples. */
  readonly persistedOperationsFolder?: string;
  /** Deadline of one fetch from a subgraph. Defaults to 5000. */
  readonly subgraphTimeoutMs?: number;
  /** Deadline of one operation. Defaults to 10000. */
  readonly operationTimeoutMs?: number;
  /** Largest response to an operation, in bytes. Defaults to 10 MiB. */
  readonly maxResponseBytes?: number;
  /** How long a request may take to arrive, in milliseconds. Defaults to 30000. */
  readonly requestTimeoutMs?: number;
  /** Largest sum of the bodies of all requests at one time, in bytes. Defaults to 64 MiB. */
  readonly maxBufferedBytes?: number;
  /** Public URL of the site: the issuer of access tokens. */
  readonly publicUrl: string;
  /** An issuer whose tokens are accepted besides our own. Defaults to none. */
  readonly externalIssuer?: ExternalIssuer | null;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is trusted. Defaults to none. */
  readonly trustedProxies?: readonly string[];
  /** Other origins whose pages may call the gateway. Defaults to none. */
  readonly allowedOrigins?: AllowedOrigins;
  /** Limits on each operation. Each defaults to that of {@link DEFAULT_OPERATION_LIMITS}. */
  readonly limits?: Partial<OperationLimits>;
  /** Cost that one caller may spend in a minute. Defaults to 0: no limit. */
  readonly maxCostPerMinute?: number;
  /** Times of subscriptions. Each defaults to that of the product. */
  readonly subscriptionTiming?: Partial<SubscriptionTiming>;
  /** How many subscriptions are open at the same time. Defaults to 10000, and 100 of one caller. */
  readonly subscriptionLimits?: SubscriptionLimits;
  /** How webhooks are sent. Defaults to not at all. */
  readonly webhooks?: WebhookOptions;
  /** Clock of the gateway and of embedded services. Defaults to the system clock. */
  readonly clock?: Clock;
  /** Whether responses state how long they took, in the header `Server-Timing`. Defaults to false. */
  readonly serverTiming?: boolean;
  /** Base URL of a collector of OpenTelemetry traces (OTLP over HTTP). Defaults to none: nothing is traced. */
  readonly otlpEndpoint?: string;
  /** Port of `/metrics`, on the same host. Defaults to none: nothing is measured. */
  readonly metricsPort?: number;
}

export interface RunningGateway {
  readonly url: string;
  /** Null without `metricsPort`. */
  readonly metricsUrl: string | null;
  /** Replaces the supergraph (SDL). Rejects, and changes nothing, if it is not valid or needs another subgraph. */
  updateSupergraph(supergraph: string): Promise<void>;
  /** Reads the file of the supergraph again. Never rejects: the log says why it was refused. */
  reloadSupergraph(): Promise<void>;
  /** Drains the server, waits for requests in flight, then closes the subgraphs or the connections to them. */
  close(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;
/** So many operations of the largest cost may run at once for one caller. */
const RUNNING_AT_ONCE = 2;

/** Opens the subgraphs, loads the supergraph and serves it over HTTP. Rejects, with nothing left open, if a step fails. */
export const startGateway = async (options: GatewayOptions): Promise<RunningGateway> => {
  const { log, port = 0, host = '127.0.0.1', subgraphTimeoutMs: timeoutMs = 5000, natsUrl } = options;
  const { publicUrl: issuer, externalIssuer = null, trustedProxies = [], clock = systemClock } = options;
  const { maxResponseBytes = 10 * MEBIBYTE, requestTimeoutMs = 30_000, maxBufferedBytes = 64 * MEBIBYTE } = options;
  const { maxCostPerMinute = 0, allowedOrigins = [], supergraphFile, supergraphCheckMs = 1000 } = options;
  const supergraph = options.supergraph ?? readSupergraph(supergraphFile);
  const examples = options.examples ?? readExamples();
  const { persistedOperations: mode = 'apq', persistedOperationsFolder: folder, operationTimeoutMs = 10_000 } = options;
  const stored = folder === undefined ? examples.map((text) => storedOperationOf(text)) : readStoredOperations(folder);
  const own = readStoredOperations(EXPLORER_FOLDER);
  const persistedOperations = createPersistedOperations({ mode, stored, own });
  const metrics = options.metricsPort === undefined ? undefined : createMetrics(operationNamesIn(examples));
  const tracing = startTracing('gateway', options.otlpEndpoint);
  const subgraphs = await openSubgraphs(options.subgraphs, { timeoutMs, log, clock, metrics, tracing, natsUrl });
  metrics?.addServices(subgraphs.figures);
  const { credentialVerifier } = subgraphs;
  const keys = createKeyRing(credentialVerifier.jwks);
  const externalTokens = externalIssuer && createExternalTokens(externalIssuer, timeoutMs);
  const timing = options.serverTiming ? createServerTiming() : undefined;
  const { planner, overrideLabels, maxPlanBytes, random, onPlan } = options;
  const planning = { planner, overrideLabels, maxPlanBytes, random };
  const limits = { ...DEFAULT_OPERATION_LIMITS, ...options.limits };
  const graph = createGraph({
    supergraph,
    subgraphs,
    likelyOperations: persistedOperations.likelyTexts,
    operationTimeoutMs,
    maxRunningCost: RUNNING_AT_ONCE * limits.maxCost,
    maxResponseBytes,
    log,
    onPlan,
    sharesQueries: options.sharesQueries,
    answerCacheMs: options.answerCacheMs,
    ...{ metrics, tracing, wrapSender: timing?.wrapSender, ...planning },
  });
  const rules = createRules((schema) => graph.supergraphOf(schema), limits, persistedOperations);
  const requestLog = createRequestLog(log);
  const createFront = options.front === 'apollo' ? createApolloFront : createLeanFront;
  const authenticate = createAuthenticate({ credentialVerifier, keys, issuer, externalTokens, clock, log });
  const graphql = createFront({
    graph,
    requireLiveIdentity: createLiveIdentityCheck({ credentialVerifier, log }),
    authenticate,
    maxResponseBytes,
    persistedOperations,
    readTokens: readTokensOf(options.subgraphs),
    ...rules,
    maxCost: limits.maxCost,
    takeCost: maxCostPerMinute > 0 ? createCostBudgets(maxCostPerMinute) : null,
    log,
    tracing,
    requestLog,
    tailOf: subgraphs.tailOf,
    watchAccess: subgraphs.watchAccess,
    subscriptionTiming: options.subscriptionTiming,
    subscriptionLimits: options.subscriptionLimits,
    trustedProxies,
    requestTimeoutMs,
    hasServerTiming: timing !== undefined,
    allowedOrigins,
    publicUrl: issuer,
  });
  const http = createHttpServer({
    log,
    trustedProxies,
    requestTimeoutMs,
    maxBufferedBytes,
    problems: () => subgraphs.problems(),
  });
  const { isStopping, stop } = prepareStop(http, options.drainSeconds ?? 0);
  let metricsServer: MetricsServer | null = null;
  let webhooks: RunningWebhooks | null = null;
  const file: SupergraphFile = watchSupergraphFile({
    path: supergraphFile ?? SUPERGRAPH_FILE,
    intervalMs: supergraphFile === undefined ? null : supergraphCheckMs,
    update: graph.update,
    log,
  });
  const close = async (): Promise<void> => {
    file.close();
    await stop();
    await webhooks?.stop();
    await graphql.stop();
    await subgraphs.close();
    await metricsServer?.close();
    await tracing?.stop();
  };
  try {
    timing?.register(http);
    requestLog.register(http);
    await allowOrigins(http, allowedOrigins);
    answerConditionally(http);
    await compressResponses(http);
    await graphql.serve(http, isStopping);
    serveJwks(http, keys, log);
    serveDataExports(http, { keys, issuer, subgraphs, clock, log });
    servePages(http, graphql);
    serveFiles(http, subgraphs.content, timeoutMs);
    serveCalendars(http, { ...subgraphs, timeoutMs });
    if (subgraphs.content) servePostStream(http, graphql.ask, subgraphs.tailOf(CONTENT));
    serveFeeds(http, { ask: graphql.ask, publicUrl: issuer });
    serveExports(http, { ...subgraphs, ask: graphql.ask, authenticate, publicUrl: issuer, log, timeoutMs });
    serveUnsubscribe(http, (token) => subgraphs.unsubscribe(token));
    serveExplorer(http, { ...subgraphs, ask: graphql.ask, authenticate, clock, publicUrl: issuer, own });
    serveGraphiql(http, examples);
    if (metrics) metricsServer = await serveMetrics(metrics, options.metricsPort ?? 0, host);
    await http.listen({ port, host });
    const sending = { pipeline: graphql.pipeline, subgraphs, clock, publicUrl: issuer, callTimeoutMs: timeoutMs, log };
    if (options.webhooks) webhooks = startWebhooks(options.webhooks, sending);
  } catch (error) {
    file.close();
    await http.close();
    await subgraphs.close();
    await metricsServer?.close();
    throw error;
  }
  const url = serverUrl(host, (http.server.address() as AddressInfo).port);
  log.info({ url }, 'the gateway is listening');
  const metricsUrl = metricsServer?.url ?? null;
  return { url, metricsUrl, updateSupergraph: graph.update, reloadSupergraph: file.reload, close };
};
