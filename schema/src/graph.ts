import { type GatewayOptions, loadServices, startGateway } from '@wizness/gateway';
import { OPERATOR, readServiceSettings, type ServiceSettings } from '@wizness/infra';
import {
  BACKGROUND_TIMEOUTS,
  callOverHttp,
  type Clock,
  createSubgraphServer,
  databaseOf,
  type DatabaseTimeouts,
  type DatabaseUrls,
  httpEventSource,
  type Logger,
  prepareStop,
  type RunningSubgraph,
  Scope,
  type Subgraph,
  systemClock,
} from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

export const MODES = ['embedded', 'remote'] as const;

/** `embedded`: one process runs everything. `remote`: the gateway asks each subgraph over HTTP. */
export type Mode = (typeof MODES)[number];

export interface GraphSettings {
  readonly mode: Mode;
  readonly databaseUrl: DatabaseUrls;
  readonly log: Logger;
  /** The settings of the services. Defaults to those of an empty environment. */
  readonly settings?: ServiceSettings;
  /** SDL of the supergraph. Defaults to the committed one. */
  readonly supergraph?: string;
  /** Clock of the gateway and the services. Defaults to the system clock. */
  readonly clock?: Clock;
  /** Defaults to those of the gateway. */
  readonly subscriptionTiming?: GatewayOptions['subscriptionTiming'];
  /** Defaults to none: webhooks are not sent. */
  readonly webhooks?: GatewayOptions['webhooks'];
  /** Defaults to 0: no limit. */
  readonly maxCostPerMinute?: number;
  /** Of the services' statements. Defaults to long ones. */
  readonly timeouts?: DatabaseTimeouts;
  /** Which documents may run. Defaults to all. */
  readonly persistedOperations?: GatewayOptions['persistedOperations'];
  /** How long answers to anonymous callers are used while no data change. Defaults to 0: not at all. */
  readonly answerCacheMs?: number;
  /** Operations that are planned before a supergraph is used. Defaults to the committed ones. */
  readonly examples?: readonly string[];
  /** Defaults to those of the gateway. */
  readonly subscriptionLimits?: GatewayOptions['subscriptionLimits'];
}

/** The whole graph, running, with a record of its SQL statements. */
export interface Graph {
  readonly url: string;
  /** Sends one operation, and returns the response body unparsed. */
  execute(query: string, variables?: Record<string, unknown>, credential?: string): Promise<string>;
  /** An API key of a member with all scopes. */
  credentialOf(handle: string): Promise<string>;
  /** The statements of each subgraph since the last call of this function, without those that ask a standby for its state. */
  statements(): ReadonlyMap<string, readonly string[]>;
  /** Replaces the supergraph (SDL). */
  updateSupergraph(supergraph: string): Promise<void>;
  /** Stops one subgraph. Remote mode only. */
  stopSubgraph(name: string): Promise<void>;
  close(): Promise<void>;
}

/** What a response says must not depend on how busy the machine is. */
const LONG_TIMEOUTS = { subgraphTimeoutMs: 60_000, operationTimeoutMs: 120_000 };

type OnStatement = (service: string, sql: string) => void;

interface SubgraphServer {
  readonly running: RunningSubgraph;
  readonly url: string;
  close(): Promise<void>;
}

const serve = async (
  subgraph: Subgraph,
  { databaseUrl, log, clock, settings = readServiceSettings({}), timeouts = BACKGROUND_TIMEOUTS }: GraphSettings,
  secret: Uint8Array,
  onStatement: OnStatement,
): Promise<SubgraphServer> => {
  const database = {
    ...databaseOf(databaseUrl, subgraph.name),
    poolSize: 5,
    timeouts,
    onStatement: (sql: string) => onStatement(subgraph.name, sql),
  };
  const own = (settings as Readonly<Record<string, unknown>>)[subgraph.name];
  const running = await subgraph.open({ database, settings: own, log });
  const server = createSubgraphServer(subgraph, running, { secret, log, clock });
  const { stop } = prepareStop(server, 0);
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    running,
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: async () => {
      await stop();
      await running.close();
    },
  };
};

/** Serves every subgraph over HTTP. Each reads the others' event logs over HTTP too. */
const serveAll = async (
  settings: GraphSettings,
  secret: Uint8Array,
  onStatement: OnStatement,
): Promise<Map<string, SubgraphServer>> => {
  const servers = new Map<string, SubgraphServer>();
  for (const subgraph of loadServices()) {
    servers.set(subgraph.name, await serve(subgraph, settings, secret, onStatement));
  }
  const remotes = [...servers].map(([service, { url }]) => ({ service, url, secret }));
  const work = {
    sources: Object.fromEntries(remotes.map((remote) => [remote.service, httpEventSource(remote)])),
    services: Object.fromEntries(remotes.map((remote) => [remote.service, callOverHttp(remote)])),
    clock: settings.clock,
  };
  for (const { running } of servers.values()) await running.startWork(work);
  return servers;
};

/** Creates an API key of a member of the demo data, who cannot sign in. */
const createApiKey = async (
  { databaseUrl, log, settings = readServiceSettings({}) }: GraphSettings,
  handle: string,
): Promise<string> => {
  const running = await membership.open({
    database: { ...databaseOf(databaseUrl, membership.name), poolSize: 1 },
    settings: settings.membership,
    log,
  });
  try {
    const context = running.createContext({ identity: OPERATOR, clock: systemClock });
    const member = await context.loaders.memberByHandle.load(handle);
    if (!member) throw new Error(`There is no member "${handle}" in the demo data.`);
    const key = { memberId: member.id, name: 'Examples', scopes: Object.values(Scope), expiresAt: null };
    const added = await context.inTransaction(({ apiKeyStore }) => apiKeyStore.add(key));
    return added?.secret ?? '';
  } finally {
    await running.close();
  }
};

/** Starts the graph on an existing database and free ports. */
export const startGraph = async (options: GraphSettings): Promise<Graph> => {
  const {
    mode,
    databaseUrl,
    log,
    supergraph,
    clock,
    subscriptionTiming,
    subscriptionLimits,
    maxCostPerMinute,
    answerCacheMs,
    persistedOperations,
    webhooks,
    examples,
  } = options;
  const { settings = readServiceSettings({}), timeouts = BACKGROUND_TIMEOUTS } = options;
  let statements = new Map<string, string[]>();
  const onStatement: OnStatement = (service, sql) => {
    // A service asks its standby once a second how far it is, whatever is executed.
    if (!sql.includes('pg_last_wal_replay_lsn')) statements.set(service, [...(statements.get(service) ?? []), sql]);
  };
  const secret = randomBytes(32);
  const servers = mode === 'remote' ? await serveAll(options, secret, onStatement) : new Map<string, SubgraphServer>();
  const urls = Object.fromEntries([...servers].map(([name, { url }]) => [name, url]));
  const gateway = await startGateway({
    log,
    supergraph,
    clock,
    subscriptionTiming,
    maxCostPerMinute,
    answerCacheMs,
    persistedOperations,
    webhooks,
    ...LONG_TIMEOUTS,
    subscriptionLimits,
    examples,
    publicUrl: settings.membership.publicUrl,
    subgraphs:
      mode === 'remote' ? { mode, urls, secret } : { mode, databaseUrl, settings, poolSize: 5, timeouts, onStatement },
  });
  statements = new Map();
  return {
    url: gateway.url,
    updateSupergraph: gateway.updateSupergraph,
    credentialOf: (handle) => createApiKey(options, handle),
    execute: async (query, variables, credential) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      return response.text();
    },
    statements: () => {
      const taken = statements;
      statements = new Map();
      return taken;
    },
    stopSubgraph: async (name) => {
      await servers.get(name)?.close();
      servers.delete(name);
    },
    close: async () => {
      await gateway.close();
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
};
