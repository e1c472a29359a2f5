import { content } from '@wizness/content';
import { startGateway } from '@wizness/gateway';
import {
  type Clock,
  createSubgraphServer,
  httpEventSource,
  type Logger,
  type RunningSubgraph,
  type Subgraph,
} from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';

export const MODES = ['embedded', 'remote'] as const;

/** One process that holds all, or the gateway and each subgraph behind HTTP. */
export type Mode = (typeof MODES)[number];

export interface GraphSettings {
  readonly mode: Mode;
  readonly databaseUrl: string;
  readonly log: Logger;
  /** SDL of the supergraph; the committed one unless told. */
  readonly supergraph?: string;
  /** The time that all of it goes by. */
  readonly clock?: Clock;
}

/** The whole graph, running, with ears on its SQL. */
export interface Graph {
  readonly url: string;
  /** The body of the answer to one operation, as bytes came. */
  ask(query: string, variables?: Record<string, unknown>): Promise<string>;
  /** Statements of each subgraph since the last call. */
  statements(): ReadonlyMap<string, readonly string[]>;
  /** Ends one subgraph. Only where it is behind HTTP. */
  stopSubgraph(name: string): Promise<void>;
  close(): Promise<void>;
}

type OnStatement = (service: string, sql: string) => void;

interface Served {
  readonly running: RunningSubgraph;
  readonly url: string;
  close(): Promise<void>;
}

const serve = async (
  subgraph: Subgraph,
  { databaseUrl, log, clock }: GraphSettings,
  secret: Uint8Array,
  heard: OnStatement,
): Promise<Served> => {
  const running = await subgraph.open({
    url: databaseUrl,
    log,
    poolSize: 5,
    onStatement: (sql) => heard(subgraph.name, sql),
  });
  const server = createSubgraphServer(subgraph, running, { secret, log, clock });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    running,
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: async () => {
      await server.close();
      await running.close();
    },
  };
};

/** All four behind HTTP, each reading the others' logs there. */
const serveAll = async (
  settings: GraphSettings,
  secret: Uint8Array,
  heard: OnStatement,
): Promise<Map<string, Served>> => {
  const served = new Map<string, Served>();
  for (const subgraph of [content, membership, partnerships, ratings]) {
    served.set(subgraph.name, await serve(subgraph, settings, secret, heard));
  }
  const logs = [...served].map(([owner, { url }]) => [owner, httpEventSource({ owner, url, secret })] as const);
  const surroundings = { sources: Object.fromEntries(logs), clock: settings.clock };
  for (const { running } of served.values()) await running.startWork(surroundings);
  return served;
};

/** Starts the graph on a database that already holds data, on free ports. */
export const startGraph = async (settings: GraphSettings): Promise<Graph> => {
  const { mode, databaseUrl, log, supergraph, clock } = settings;
  let statements = new Map<string, string[]>();
  const heard: OnStatement = (service, sql) => statements.set(service, [...(statements.get(service) ?? []), sql]);
  const secret = randomBytes(32);
  const served = mode === 'remote' ? await serveAll(settings, secret, heard) : new Map<string, Served>();
  const urls = Object.fromEntries([...served].map(([name, { url }]) => [name, url]));
  const gateway = await startGateway({
    log,
    supergraph,
    clock,
    subgraphs: mode === 'remote' ? { mode, urls, secret } : { mode, databaseUrl, poolSize: 5, onStatement: heard },
  });
  statements = new Map();
  return {
    url: gateway.url,
    ask: async (query, variables) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
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
      await served.get(name)?.close();
      served.delete(name);
    },
    close: async () => {
      await gateway.close();
      await Promise.all([...served.values()].map((subgraph) => subgraph.close()));
    },
  };
};
