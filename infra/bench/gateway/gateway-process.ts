import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { startGateway } from '@wizness/gateway';
import { createLogger, keepNewObjectsYoung } from '@wizness/kernel';
import { disableApolloTelemetry } from '../environment';
import type { Contender } from './contenders';
import { sendUsage } from './usage';

interface Start {
  readonly contender: Contender;
  /** With the URLs of the subgraphs. */
  readonly supergraph: string;
  readonly urls: Readonly<Record<string, string>>;
}

const unlimited = { maxDepth: 100, maxSelections: 1e6, maxAliases: 1000, maxCost: 1e9 };

const startOurs = async ({ supergraph, urls }: Start, front: 'own' | 'apollo'): Promise<string> => {
  const { url } = await startGateway({
    subgraphs: { mode: 'remote', urls, secret: new TextEncoder().encode('a secret of the benchmark, in this process') },
    front,
    supergraph,
    examples: [],
    publicUrl: 'http://127.0.0.1',
    limits: unlimited,
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

const startHive = async ({ supergraph }: Start, withRust: boolean): Promise<string> => {
  const runtime = createGatewayRuntime({ supergraph, logging: false, ...(withRust && { unifiedGraphHandler }) });
  // It is a request listener that returns a promise.
  const server = createServer((request, response) => void runtime(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const CONTENDERS: Readonly<Record<Contender, (start: Start) => Promise<string>>> = {
  stock: startStock,
  hive: (start) => startHive(start, false),
  hiveRust: (start) => startHive(start, true),
  apollo: (start) => startOurs(start, 'apollo'),
  own: (start) => startOurs(start, 'own'),
};

keepNewObjectsYoung();

/** Started by `fork`: starts a gateway and sends its URL. Then answers each message with what the process has used. */
process.on('message', (message: Start | 'usage') => {
  if (message === 'usage') sendUsage();
  else void CONTENDERS[message.contender](message).then((url) => process.send?.(url));
});
process.on('disconnect', () => process.exit());
