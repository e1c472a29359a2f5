import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createLogger, type GraphqlResponse } from '@wizness/kernel';
import { execute, getOperationAST, type GraphQLSchema, parse, validate } from 'graphql';
import type { PlannerName } from '../../../src/engine/planning/planners';
import { createGeneration, type Generation, type GenerationOptions } from '../../../src/supergraph/generation';
import { disableApolloTelemetry } from '../../support/environment';

/** Functions of the fields of each type, and `__resolveReference` and `__resolveType`. */
type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface SmallSubgraph {
  /** SDL without the link of the federation specification, which is added. */
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

export const PLANNERS = ['hive', 'apollo'] as const;

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key" "@requires" "@provides" "@external" "@shareable" "@override" "@inaccessible" "@interfaceObject" "@tag"])\n`;

/** One request to a subgraph. */
interface SentRequest {
  readonly service: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Result {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** A federated graph of small subgraphs in this process. */
export interface SmallGraph {
  readonly apiSchema: GraphQLSchema;
  /** Runs a valid operation in our engine. The other planner plans it if this one cannot. */
  ask(planner: PlannerName, query: string, variables?: Record<string, unknown>): Promise<Result>;
  /** Runs a valid operation in the stock executor of Apollo Gateway. */
  askStock(query: string, variables?: Record<string, unknown>): Promise<Result>;
  /** The requests since the last call of this function. */
  requests(): readonly SentRequest[];
}

const log = createLogger('gateway', 'silent');

const composeSmall = (subgraphs: Readonly<Record<string, SmallSubgraph>>): string => {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({
      name,
      url: `http://${name}.invalid`,
      typeDefs: parse(LINK + sdl),
    })),
  );
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
};

const json = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

type FederationOptions = Partial<Omit<GenerationOptions, 'log'>>;

/** Composes the subgraphs and runs them in this process. */
export const federate = (
  subgraphs: Readonly<Record<string, SmallSubgraph>>,
  options: FederationOptions = {},
): SmallGraph => {
  const supergraph = composeSmall(subgraphs);
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(LINK + sdl), resolvers: resolvers as never }),
    ]),
  );
  let sent: SentRequest[] = [];
  const run = async (service: string, query: string, variables: Record<string, unknown>): Promise<GraphqlResponse> => {
    const schema = schemas.get(service);
    if (!schema) throw new Error(`There is no subgraph ${service}.`);
    const request = json({ service, query, variables });
    sent.push(request);
    const document = parse(query);
    const [invalid] = validate(schema, document);
    if (invalid) return { errors: [invalid.toJSON()] };
    return json(await execute({ schema, document, variableValues: request.variables })) as GraphqlResponse;
  };

  const generations = new Map<PlannerName, Generation>();
  const generationOf = (planner: PlannerName): Generation => {
    const generation = generations.get(planner) ?? createGeneration(supergraph, { ...options, planner, log });
    generations.set(planner, generation);
    return generation;
  };
  const { apiSchema } = generationOf('hive');

  const validOperation = (query: string) => {
    const document = parse(query);
    const [invalid] = validate(apiSchema, document);
    if (invalid) throw invalid;
    const operation = getOperationAST(document);
    if (!operation) throw new Error('The document must contain one operation.');
    return { document, operation };
  };

  const stock = (() => {
    let loaded: Promise<(query: string, variables: Record<string, unknown>) => Promise<Result>> | null = null;
    const load = async () => {
      disableApolloTelemetry();
      const gateway = new ApolloGateway({
        supergraphSdl: supergraph,
        validateSupergraph: false,
        buildService: ({ name }) => ({
          process: ({ request }) => run(name, request.query ?? '', request.variables ?? {}) as never,
        }),
        logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      });
      const { executor } = await gateway.load();
      return async (query: string, variables: Record<string, unknown>) => {
        const { document, operation } = validOperation(query);
        return (await executor({
          document,
          operation,
          operationName: null,
          request: { query, variables },
          queryHash: query,
          schema: apiSchema,
          context: {},
          metrics: {},
          cache: undefined,
          logger: log,
          source: query,
          overallCachePolicy: {},
        } as never)) as Result;
      };
    };
    return () => (loaded ??= load());
  })();

  return {
    apiSchema,
    ask: async (planner, query, variables = {}) => {
      const { engine } = generationOf(planner);
      const result = await engine.execute(
        { ...validOperation(query), variables },
        {
          send: async (fetch, sentVariables) => {
            const response = await run(fetch.service, fetch.text, sentVariables);
            return { ...response, isPlain: !JSON.stringify(response).includes('\\') };
          },
          codeOf: () => 'FAULT',
          maxLength: 1e7,
        },
      );
      return json(result) as Result;
    },
    askStock: async (query, variables = {}) => json(await (await stock())(query, variables)),
    requests: () => {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
};
