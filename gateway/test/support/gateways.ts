import { BACKGROUND_TIMEOUTS, createLogger, createSubgraphServer, type Logger, type Subgraph } from '@wizness/kernel';
import { cloneDatabase, type TestDatabase } from '@wizness/kernel/testing';
import { type GatewayOptions, type RunningGateway, startGateway } from '../../src/server';
import type { RemoteSubgraphs } from '../../src/subgraphs/open-remote';
import { posts, scores, supergraph } from './two-subgraphs';

export const quiet: Logger = createLogger('gateway', 'silent');

export const SECRET = new TextEncoder().encode('a secret that only these tests know');
export const EXAMPLES = ['query FirstPost { post(id: "a") { title } }', 'query Scores { best { score } }'];

export interface GraphqlResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: { data?: Record<string, unknown> | null; errors?: Record<string, unknown>[] };
}

export interface TestGateway extends RunningGateway {
  ask(query: string, variables?: unknown, operationName?: string): Promise<GraphqlResponse>;
}

type TestOptions = Partial<Omit<GatewayOptions, 'subgraphs'>>;

/** Responses of several gateways are compared, so every request has the same id. */
const HEADERS = { 'content-type': 'application/json', 'x-request-id': 'test-1' };

const testGateway = (running: RunningGateway): TestGateway => ({
  ...running,
  ask: async (query, variables, operationName) => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ query, variables, operationName }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  },
});

/** On a busy machine, requests wait longer for a connection than they may by default. */
const timeouts = BACKGROUND_TIMEOUTS;

/** What serves GraphQL in the gateways of a test file. */
let front: NonNullable<GatewayOptions['front']> = 'own';

/** Gateways that are started afterwards serve GraphQL through Apollo Server. */
export const useApolloServer = (): void => {
  front = 'apollo';
};

const withDefaults = (options: TestOptions) => ({
  front,
  publicUrl: 'http://127.0.0.1:4000',
  supergraph,
  examples: EXAMPLES,
  log: quiet,
  // On a busy machine, a subgraph takes longer than it may by default.
  subgraphTimeoutMs: 60_000,
  operationTimeoutMs: 120_000,
  ...options,
});

/** A gateway with both subgraphs in its process. */
export const startEmbedded = async (
  { url }: TestDatabase,
  {
    onStatement,
    services = [posts, scores],
    ...options
  }: TestOptions & {
    readonly onStatement?: (service: string, sql: string) => void;
    readonly services?: readonly Subgraph[];
  } = {},
): Promise<TestGateway> =>
  testGateway(
    await startGateway({
      ...withDefaults(options),
      subgraphs: { mode: 'embedded', databaseUrl: url, poolSize: 2, timeouts, services, settings: {}, onStatement },
    }),
  );

export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves one subgraph over HTTP. */
export const serve = async (
  subgraph: Subgraph,
  { url }: TestDatabase,
  secret = SECRET,
  port = 0,
): Promise<ServedSubgraph> => {
  const running = await subgraph.open({ database: { url, poolSize: 2, timeouts }, settings: {}, log: quiet });
  const server = createSubgraphServer(subgraph, running, { secret, log: quiet });
  const address = await server.listen({ port, host: '127.0.0.1' });
  return {
    url: address,
    close: async () => {
      await server.close();
      await running.close();
    },
  };
};

/** A gateway of the subgraphs at `urls`. */
export const startRemote = async (
  urls: Record<string, string>,
  options: TestOptions = {},
  placement: Partial<RemoteSubgraphs> = {},
): Promise<TestGateway> =>
  testGateway(
    await startGateway({ ...withDefaults(options), subgraphs: { mode: 'remote', urls, secret: SECRET, ...placement } }),
  );

export const testDatabase = (): Promise<TestDatabase> => cloneDatabase('gateway', async () => undefined);
