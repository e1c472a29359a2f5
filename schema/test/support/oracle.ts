import { setMaxListeners } from 'node:events';
import { ApolloGateway } from '@apollo/gateway';
import { createGeneration, type Generation, loadServices } from '@wizness/gateway';
import { readServiceSettings } from '@wizness/infra';
import {
  BACKGROUND_TIMEOUTS,
  anonymous,
  executeOperation,
  type GraphqlResponse,
  type RunningSubgraph,
  type Subgraph,
  systemClock,
} from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { type DocumentNode, execute, getOperationAST, type GraphQLSchema, parse, validate } from 'graphql';
import { readCommitted } from '../../src/files';
import { disableApolloTelemetry } from './environment';
import { silentLog } from './graphs';

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** One database, answered by our engine with each planner and by the stock executor of Apollo Gateway with graphql-js in the services. */
export interface Oracle {
  readonly apiSchema: GraphQLSchema;
  askEngine(planner: 'hive' | 'apollo', query: string, variables?: Record<string, unknown>): Promise<Answer>;
  askStock(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Services that were asked since the last call of this function, one for each request. */
  requests(): readonly string[];
  close(): Promise<void>;
}

interface Opened {
  readonly subgraph: Subgraph;
  readonly running: RunningSubgraph;
}

const { signal } = new AbortController();
// Every statement listens to it.
setMaxListeners(0, signal);

const json = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The executor of graphql-js, for the stock gateway. */
const executeByGraphqlJs: typeof executeOperation = async ({ variables, context, ...operation }) => {
  const { data, errors } = await execute({ ...operation, variableValues: variables, contextValue: context });
  return { data, ...(errors && { errors: errors.map((error) => error.toJSON()) }) };
};

const executeOn =
  (opened: readonly Opened[], requests: string[], run: typeof executeOperation) =>
  async (service: string, document: DocumentNode, variables: Record<string, unknown>): Promise<GraphqlResponse> => {
    const found = opened.find(({ subgraph }) => subgraph.name === service);
    if (!found) throw new Error(`There is no service ${service}.`);
    requests.push(service);
    const context = found.running.createContext({ identity: anonymous, clock: systemClock, signal });
    const operation = { schema: found.subgraph.schema, document, variables, context };
    return json(await run(operation, () => {}));
  };

type ExecuteFetch = ReturnType<typeof executeOn>;

const operationIn = (schema: GraphQLSchema, query: string) => {
  const document = parse(query);
  const [invalid] = validate(schema, document);
  if (invalid) throw invalid;
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document must contain one operation.');
  return { document, operation };
};

const createStock = async (schema: GraphQLSchema, executeFetch: ExecuteFetch): Promise<Oracle['askStock']> => {
  disableApolloTelemetry();
  const gateway = new ApolloGateway({
    supergraphSdl: readCommitted('supergraph.graphql') ?? '',
    validateSupergraph: false,
    buildService: ({ name }) => ({
      process: ({ request }) => executeFetch(name, parse(request.query ?? ''), request.variables ?? {}) as never,
    }),
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  const { executor } = await gateway.load();
  return async (query, variables = {}) => {
    const { document, operation } = operationIn(schema, query);
    const request = { query, variables };
    const context = { document, operation, operationName: null, request, queryHash: query, source: query, schema };
    const rest = { context: {}, metrics: {}, logger: silentLog, overallCachePolicy: {} };
    return json((await executor({ ...context, ...rest } as never)) as Answer);
  };
};

/** Opens the services on a database with the demo data. */
export const openOracle = async ({ url }: TestDatabase): Promise<Oracle> => {
  const settings = readServiceSettings({}) as unknown as Readonly<Record<string, unknown>>;
  const opened: Opened[] = [];
  for (const subgraph of loadServices()) {
    const own = {
      database: { url, poolSize: 3, timeouts: BACKGROUND_TIMEOUTS },
      settings: settings[subgraph.name],
      log: silentLog,
    };
    opened.push({ subgraph, running: await subgraph.open(own) });
  }
  const requests: string[] = [];
  const executeFetch = executeOn(opened, requests, executeOperation);
  const generations: Readonly<Record<'hive' | 'apollo', Generation>> = {
    hive: createGeneration(readCommitted('supergraph.graphql') ?? '', { planner: 'hive', log: silentLog }),
    apollo: createGeneration(readCommitted('supergraph.graphql') ?? '', { planner: 'apollo', log: silentLog }),
  };
  const { apiSchema } = generations.hive;
  return {
    apiSchema,
    askEngine: async (planner, query, variables = {}) => {
      const { engine, apiSchema: schema } = generations[planner];
      const result = await engine.execute(
        { ...operationIn(schema, query), variables },
        {
          send: (fetch, sent) => executeFetch(fetch.service, fetch.document, sent),
          codeOf: () => 'FAULT',
          maxLength: 1e7,
        },
      );
      return json(result) as Answer;
    },
    requests: () => requests.splice(0),
    askStock: await createStock(apiSchema, executeOn(opened, requests, executeByGraphqlJs)),
    close: async () => {
      await Promise.all(opened.map(({ running }) => running.close()));
    },
  };
};
