import type { GraphQLDataSource } from '@apollo/gateway';
import type { RunningSubgraph, Subgraph } from '@wizness/kernel';
import { Pool } from 'undici';
import type { GatewayContext } from '../context';
import { httpVoucher } from '../identity/http-voucher';
import { nobody, type Voucher } from '../identity/voucher';
import type * as Embedded from './embedded';
import { httpSource } from './http-source';
import { inProcessSource } from './in-process-source';
import type { SourceOptions } from './source';

/** The subgraphs open in this process, on one database. */
export interface EmbeddedSubgraphs {
  readonly mode: 'embedded';
  readonly databaseUrl: string;
  /** Connections at most, for each service. */
  readonly poolSize?: number;
  /** Told of every SQL statement and of the service that made it. */
  readonly onStatement?: (service: string, sql: string, parameters: readonly unknown[]) => void;
  /** The four services unless told. */
  readonly services?: readonly Subgraph[];
}

/** Each subgraph a process of its own, at the address given under its name. */
export interface RemoteSubgraphs {
  readonly mode: 'remote';
  readonly urls: Readonly<Record<string, string>>;
  readonly secret: Uint8Array;
}

export type SubgraphPlacement = EmbeddedSubgraphs | RemoteSubgraphs;

/** Where the data comes from, whichever way. */
export interface Sources {
  /** The source of one subgraph. Throws where there is none of that name. */
  of(service: string): GraphQLDataSource<GatewayContext>;
  /** Membership, where there is one, as the one that knows which credentials are good. */
  readonly voucher: Voucher;
  /** Names of the subgraphs that can not answer now. */
  unready(): Promise<string[]>;
  close(): Promise<void>;
}

interface Source {
  readonly service: string;
  readonly data: GraphQLDataSource<GatewayContext>;
  /** Rejects while the subgraph can not answer. */
  ready(): Promise<unknown>;
  close(): Promise<void>;
}

/** How long a probe waits before it calls a subgraph not ready. */
const PROBE_MS = 2000;

/** The service that knows which credentials are good. */
const MEMBERSHIP = 'membership';

const gather = (sources: readonly Source[], voucher: Voucher): Sources => ({
  voucher,
  of: (service) => {
    const found = sources.find((source) => source.service === service);
    if (!found) throw new Error(`The supergraph names the subgraph ${service}, which is not configured.`);
    return found.data;
  },
  unready: async () => {
    const probes = await Promise.allSettled(sources.map((source) => source.ready()));
    return sources.filter((_, index) => probes[index]?.status === 'rejected').map(({ service }) => service);
  },
  close: async () => {
    await Promise.all(sources.map((source) => source.close()));
  },
});

// Loaded only where wanted: a gateway of remote subgraphs holds nothing of the services' code.
const embedded = () => require('./embedded') as typeof Embedded;

const openEmbedded = async (placement: EmbeddedSubgraphs, options: SourceOptions): Promise<Sources> => {
  const { databaseUrl, poolSize, onStatement, services = embedded().services } = placement;
  const opened: { subgraph: Subgraph; running: RunningSubgraph }[] = [];
  try {
    for (const subgraph of services) {
      const running = await subgraph.open({
        url: databaseUrl,
        log: options.log,
        poolSize,
        ...(onStatement && { onStatement: (sql, parameters) => onStatement(subgraph.name, sql, parameters) }),
      });
      opened.push({ subgraph, running });
    }
    const sources = Object.fromEntries(opened.map(({ subgraph, running }) => [subgraph.name, running.events]));
    for (const { running } of opened) await running.startWork({ sources, clock: options.clock });
  } catch (error) {
    await Promise.all(opened.map(({ running }) => running.close()));
    throw error;
  }
  const membership = opened.find(({ subgraph }) => subgraph.name === MEMBERSHIP)?.running;
  return gather(
    opened.map(({ subgraph, running }) => ({
      service: subgraph.name,
      data: inProcessSource(subgraph, running, options),
      ready: () => running.ready(),
      close: () => running.close(),
    })),
    membership ? embedded().vouch(membership, options.clock) : nobody,
  );
};

const probe = async (pool: Pool): Promise<void> => {
  const { statusCode, body } = await pool.request({
    path: '/ready',
    method: 'GET',
    signal: AbortSignal.timeout(PROBE_MS),
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`not ready: status ${statusCode}`);
};

const connectRemote = ({ urls, secret }: RemoteSubgraphs, options: SourceOptions): Sources => {
  const pools = Object.entries(urls).map(([service, url]) => ({
    service,
    pool: new Pool(new URL(url).origin, { connections: 64 }),
  }));
  const membership = pools.find(({ service }) => service === MEMBERSHIP)?.pool;
  return gather(
    pools.map(({ service, pool }) => ({
      service,
      data: httpSource(service, pool, secret, options),
      ready: () => probe(pool),
      close: () => pool.close(),
    })),
    membership ? httpVoucher(membership, secret, options.timeoutMs) : nobody,
  );
};

/** Opens the subgraphs or the way to them. Rejects, leaving nothing open, where an embedded one can not be opened. */
export const openSources = async (placement: SubgraphPlacement, options: SourceOptions): Promise<Sources> =>
  placement.mode === 'embedded' ? openEmbedded(placement, options) : connectRemote(placement, options);
