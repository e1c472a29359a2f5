import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import { type Clock, type Logger, systemClock } from '@wizness/kernel';
import { readExamples, readSupergraph } from './supergraph/schema-files';
import { contextMaker, type GatewayContext } from './pipeline/context';
import { serveDataExports } from './fronts/data-export';
import { readExternalIssuer, readPublicUrl } from './environment';
import { createFormatError } from './pipeline/format-error';
import { serveGraphiql } from './pages/graphiql';
import { createHttpServer } from './fronts/http-server';
import { createAuthenticate } from './pipeline/authenticate';
import { createExternalTokens, type ExternalIssuer } from './identity/external-token';
import { serveJwks } from './fronts/jwks';
import { createKeyRing } from './identity/key-ring';
import { refuseManyCredentials } from './pipeline/credential-limit';
import { refuseUnstorableText } from './pipeline/storable-text';
import { servePages } from './pages/serve-pages';
import { createGraph, type Graph, type GraphOptions } from './supergraph/graph';
import { openSubgraphs, type SubgraphPlacement } from './subgraphs/open-subgraphs';

export interface GatewayOptions extends Pick<GraphOptions, 'onPlan'> {
  readonly subgraphs: SubgraphPlacement;
  readonly log: Logger;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** SDL of the supergraph; the committed one unless told. */
  readonly supergraph?: string;
  /** Operations that GraphiQL opens with; the committed ones unless told. */
  readonly examples?: readonly string[];
  /** How long one fetch from a subgraph may take. */
  readonly subgraphTimeoutMs?: number;
  /** The site's public address, which access tokens name as their issuer; the setting PUBLIC_URL unless told. */
  readonly publicUrl?: string;
  /** Whose tokens are taken beside our own; the settings OIDC_… unless told, which may name none. */
  readonly externalIssuer?: ExternalIssuer;
  /** Addresses and networks of proxies that are believed about who is asking; none unless told. */
  readonly trustedProxies?: readonly string[];
  /** The time that the gateway goes by, and the services in its process. */
  readonly clock?: Clock;
}

export interface RunningGateway {
  readonly url: string;
  /** Takes no new request, lets those in flight finish, then closes the subgraphs or the connections to them. */
  close(): Promise<void>;
}

/** A request that is still not done this long after the stop was asked for is cut off. */
const STOP_MS = 15_000;

/** More nesting than this in a document would overflow the stack of whoever validates it; ours need some hundreds. */
const TOKENS = 2000;

const createApollo = (graph: Graph, log: Logger): ApolloServer<GatewayContext> =>
  new ApolloServer<GatewayContext>({
    gateway: graph,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    // Whoever starts the gateway stops it, in its own order.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: TOKENS },
    formatError: createFormatError(log),
    logger: log,
    plugins: [
      refuseUnstorableText(),
      refuseManyCredentials(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // Both would start by themselves where the environment holds a key of the library's maker.
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });

/**
 * Opens the subgraphs, loads the supergraph and serves both over HTTP. Rejects, leaving nothing open, where one of these
 * can not be done.
 */
export const startGateway = async (options: GatewayOptions): Promise<RunningGateway> => {
  const { log, port = 0, host = '127.0.0.1', subgraphTimeoutMs = 5000, onPlan, clock = systemClock } = options;
  const issuer = options.publicUrl ?? readPublicUrl();
  const externalIssuer = options.externalIssuer ?? readExternalIssuer();
  const supergraph = options.supergraph ?? readSupergraph();
  const sources = await openSubgraphs(options.subgraphs, { timeoutMs: subgraphTimeoutMs, log, clock });
  const apollo = createApollo(createGraph({ supergraph, sources, log, onPlan }), log);
  const { voucher } = sources;
  const keys = createKeyRing(voucher.jwks, () => clock.now().getTime());
  const externalTokens = externalIssuer && createExternalTokens(externalIssuer, subgraphTimeoutMs);
  const authenticate = createAuthenticate({ voucher, keys, issuer, externalTokens, clock, log });
  const { trustedProxies = [] } = options;
  const http = createHttpServer({ log, trustedProxies, unready: () => sources.unready() });
  const close = async (): Promise<void> => {
    const cut = setTimeout(() => http.server.closeAllConnections(), STOP_MS);
    await http.close();
    clearTimeout(cut);
    await apollo.stop();
    await sources.close();
  };
  try {
    await apollo.start();
    await http.register(fastifyApollo(apollo), {
      path: '/graphql',
      method: ['GET', 'POST'],
      context: contextMaker(authenticate),
    });
    serveJwks(http, keys, log);
    serveDataExports(http, { keys, issuer, sources, clock, log });
    servePages(http);
    serveGraphiql(http, options.examples ?? readExamples());
    await http.listen({ port, host });
  } catch (error) {
    await http.close();
    await sources.close();
    throw error;
  }
  const url = `http://${host}:${(http.server.address() as AddressInfo).port}`;
  log.info({ url }, 'the gateway is up');
  return { url, close };
};
