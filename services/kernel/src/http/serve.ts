import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { type DocumentNode, execute, GraphQLError, parse, validate } from 'graphql';
import { createSignedRequestGuard } from './signed-requests';
import { type Clock, systemClock } from '../values/clock';
import { createDocumentCache } from './document-cache';
import { addEventsRoute } from '../event-log/events-route';
import { httpEventSource } from '../event-log/http-event-source';
import { publicError } from '../errors/fault';
import { createLogger, type Logger } from '../runtime/log';
import { personalDataRoute } from './personal-data-route';
import { addRoute } from './route';
import type { SubgraphSettings } from './subgraph-settings';
import type { RunningSubgraph, Subgraph } from '../subgraph';

interface GraphQLRequestBody {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const REQUEST_SCHEMA = {
  type: 'object',
  required: ['query'],
  properties: {
    query: { type: 'string' },
    variables: { type: ['object', 'null'] },
    operationName: { type: ['string', 'null'] },
  },
} as const;

/** Parses and validates each text once. Throws the validation errors of a text that does not fit the schema. */
const createReader = ({ schema }: Subgraph) =>
  createDocumentCache((query) => {
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) throw error;
    return document;
  });

export interface ServingOptions {
  /** Shared with the gateway and the other services: signs who is asking. */
  readonly secret: Uint8Array;
  readonly log: Logger;
  readonly clock?: Clock;
}

/**
 * A subgraph's HTTP face: `/graphql` and what else is for the gateway alone, `/events` for the other services alone,
 * `/health` (alive) and `/ready` (can answer).
 */
export const createSubgraphServer = (
  subgraph: Subgraph,
  running: RunningSubgraph,
  { secret, log, clock = systemClock }: ServingOptions,
): FastifyInstance => {
  const server = fastify({ logger: false, forceCloseConnections: 'idle', bodyLimit: 16 * 1024 * 1024 });
  const documentOf = createReader(subgraph);
  const border = createSignedRequestGuard(server, subgraph.name, secret);

  addEventsRoute(server, { events: running.events, guard: border, log });
  for (const route of [personalDataRoute(running), ...(subgraph.routes?.(running, clock) ?? [])]) {
    addRoute(server, route, { border, log });
  }
  server.get('/health', async () => ({ status: 'alive' }));
  server.get('/ready', async (_, reply) => {
    try {
      await running.ready();
      return { status: 'ready' };
    } catch (error) {
      log.error(error, 'not ready');
      return reply.code(503).send({ status: 'not ready' });
    }
  });
  server.post<{ Body: GraphQLRequestBody }>(
    '/graphql',
    { ...border.closed, schema: { body: REQUEST_SCHEMA } },
    async (request, reply) => {
      const { query, variables, operationName } = request.body;
      let document: DocumentNode;
      try {
        document = documentOf(query);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return reply.code(400).send({ errors: [error.toJSON()] });
      }
      const abort = new AbortController();
      // Also emitted after the response was sent, when nothing is left to abort.
      reply.raw.once('close', () => abort.abort());
      const { signal } = abort;
      const result = await execute({
        schema: subgraph.schema,
        document,
        variableValues: variables,
        operationName,
        contextValue: running.createContext({ identity: border.identityOf(request), clock, signal }),
      });
      const requestId = request.headers['x-request-id'];
      const errors = result.errors?.map((error) =>
        publicError(error, (original) => {
          if (!signal.aborted) log.error({ err: original, requestId }, 'execution failed');
        }),
      );
      return { data: result.data, ...(errors && { errors }) };
    },
  );
  return server;
};

export interface ServedSubgraph {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Opens a subgraph, serves it over HTTP and starts its background work. `close` waits for requests in flight. Rejects, with
 * nothing left open, if `sources` lacks a service whose events the subgraph consumes.
 */
export const serveSubgraph = async <Context extends object, Settings>(
  subgraph: Subgraph<Context, Settings>,
  { server: { host, secret, eventRetentionDays, ...options }, service, sources }: SubgraphSettings<Settings>,
): Promise<ServedSubgraph> => {
  const log = createLogger(subgraph.name, options.logLevel);
  const running = await subgraph.open({ database: { url: options.databaseUrl }, settings: service, log });
  const server = createSubgraphServer(subgraph, running, { secret, log });
  try {
    const logs = Object.entries(sources).map(([owner, url]) => [owner, httpEventSource({ owner, url, secret })]);
    await running.startWork({ sources: Object.fromEntries(logs), eventRetentionDays });
    await server.listen({ port: options.port, host });
  } catch (error) {
    await running.close();
    throw error;
  }
  const { port } = server.server.address() as AddressInfo;
  const url = `http://${host}:${port}`;
  log.info({ url }, 'the subgraph is listening');
  return {
    url,
    close: async () => {
      await server.close();
      await running.close();
    },
  };
};
