import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { loadServices, startGateway } from '@wizness/gateway';
import {
  anonymous,
  createLogger,
  createSubgraphServer,
  IDENTITY_HEADER,
  keepNewObjectsYoung,
  signIdentity,
} from '@wizness/kernel';
import { readServiceSettings } from '../../command/open-services';
import { disableApolloTelemetry } from '../environment';
import { sendUsage } from './usage';

/** What a process of the benchmark on the demo data does: it serves the services, or is a gateway. */
export interface DemoStart {
  readonly role: 'services' | 'oneProcess' | 'keeping' | 'manyProcesses' | 'stock';
  readonly databaseUrl: string;
  readonly mailFolder: string;
  /** SDL with the names of the services. */
  readonly supergraph: string;
  /** URLs of the services by name, for gateways with remote services. */
  readonly urls: Readonly<Record<string, string>>;
}

const log = createLogger('bench', 'silent');
const secret = new TextEncoder().encode('a secret of the benchmark, in its processes');
const POOL_SIZE = 5;
const KEPT_MS = 10_000;

const serveServices = async ({ databaseUrl, mailFolder }: DemoStart): Promise<Readonly<Record<string, string>>> => {
  const settings = readServiceSettings({ MAIL_DIR: mailFolder }) as unknown as Readonly<Record<string, unknown>>;
  const urls: Record<string, string> = {};
  for (const subgraph of loadServices()) {
    const { name } = subgraph;
    const database = { url: databaseUrl, poolSize: POOL_SIZE };
    const running = await subgraph.open({ database, settings: settings[name], log });
    urls[name] = await createSubgraphServer(subgraph, running, { secret, log }).listen({ port: 0, host: '127.0.0.1' });
  }
  return urls;
};

const startOurs = async ({ role, databaseUrl, mailFolder, supergraph, urls }: DemoStart): Promise<string> => {
  const settings = readServiceSettings({ MAIL_DIR: mailFolder });
  const { publicUrl } = settings.membership;
  const subgraphs =
    role === 'oneProcess' || role === 'keeping'
      ? ({ mode: 'embedded', databaseUrl, poolSize: POOL_SIZE, settings } as const)
      : ({ mode: 'remote', urls, secret } as const);
  const answerCacheMs = role === 'keeping' ? KEPT_MS : 0;
  return (await startGateway({ subgraphs, supergraph, publicUrl, log, answerCacheMs })).url;
};

/** The stock gateway, with what it needs to be served by the same services: a signature of each request. */
const startStock = async ({ supergraph, urls }: DemoStart): Promise<string> => {
  disableApolloTelemetry();
  const path = '/graphql';
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name: service }) =>
      new RemoteGraphQLDataSource({
        url: `${urls[service]}${path}`,
        fetcher: (url, init) => {
          const body = String(init?.body);
          const identity = signIdentity(anonymous, { service, method: 'POST', path, body }, secret);
          return fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: identity },
            body,
          }) as never;
        },
      }),
  });
  const { url } = await startStandaloneServer(new ApolloServer({ gateway }), {
    listen: { port: 0, host: '127.0.0.1' },
  });
  return url.replace(/\/$/, '');
};

const START: Readonly<Record<DemoStart['role'], (start: DemoStart) => Promise<unknown>>> = {
  services: serveServices,
  oneProcess: startOurs,
  keeping: startOurs,
  manyProcesses: startOurs,
  stock: startStock,
};

keepNewObjectsYoung();

/** Started by `fork`: does what the first message says, and sends its URL or URLs. Then answers with what it has used. */
process.on('message', (message: DemoStart | 'usage') => {
  if (message === 'usage') sendUsage();
  else void START[message.role](message).then((started) => process.send?.(started));
});
process.on('disconnect', () => process.exit());
