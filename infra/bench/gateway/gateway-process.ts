import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { startGateway } from '@wizness/gateway';
import { createLogger } from '@wizness/kernel';
import { disableApolloTelemetry } from '../environment';

interface Start {
  readonly contender: string;
  readonly supergraph: string;
  /** URLs of the subgraphs by name. */
  readonly urls: Readonly<Record<string, string>>;
}

const unlimited = { maxDepth: 100, maxSelections: 1e6, maxAliases: 1000, maxCost: 1e9 };

const startOurs = async (planner: 'hive' | 'apollo', { supergraph, urls }: Start): Promise<string> => {
  const { url } = await startGateway({
    subgraphs: { mode: 'remote', urls, secret: new TextEncoder().encode('a secret of the benchmark, in this process') },
    supergraph,
    examples: [],
    publicUrl: 'http://127.0.0.1',
    limits: unlimited,
    planner,
    log: createLogger('bench', 'silent'),
  });
  return url;
};

const startStock = async ({ supergraph, urls }: Start): Promise<string> => {
  disableApolloTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name }) => new RemoteGraphQLDataSource({ url: `${urls[name]}/graphql` }),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return url.replace(/\/$/, '');
};

const CONTENDERS: Readonly<Record<string, (start: Start) => Promise<string>>> = {
  stock: startStock,
  ours: (start) => startOurs('hive', start),
};

/** Started by `fork`: starts a gateway and sends its URL. Then answers each message with what the process has used. */
process.on('message', (message: Start | 'usage') => {
  if (message === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000, memory: process.memoryUsage.rss() });
    return;
  }
  const start = CONTENDERS[message.contender];
  if (!start) throw new Error(`There is no gateway ${message.contender}.`);
  void start(message).then((url) => process.send?.(url));
});
process.on('disconnect', () => process.exit());
