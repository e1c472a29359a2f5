import { ApolloGateway } from '@apollo/gateway';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { Logger } from '@wizness/kernel';
import type { GatewayContext } from '../pipeline/context';
import { disableTelemetry } from '../environment';
import { PLANNER } from './plan';
import { createRunner, type Executor } from '../pipeline/run-operation';
import { teachScalars } from './scalars';
import type { Sources } from '../subgraphs/subgraphs';

export type Graph = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];

export interface GraphOptions {
  /** The composed supergraph in SDL. */
  readonly supergraph: string;
  readonly sources: Sources;
  readonly log: Logger;
  /** Told of the query plan of every operation, pretty-printed. */
  readonly onPlan?: (plan: string, operationName: string | null) => void;
}

/** What the library tells at "info" is of no interest to whoever runs this. */
const quieter = (log: Logger) => ({
  debug: (message?: unknown) => log.trace(message),
  info: (message?: unknown) => log.debug(message),
  warn: (message?: unknown) => log.warn(message),
  error: (message?: unknown) => log.error(message),
});

/**
 * The graph: `@apollo/gateway` holds the supergraph, gives the API schema, plans and, for now, runs the plans. Whatever
 * runs them is set in `load` and nowhere else.
 */
export const createGraph = ({ supergraph, sources, log, onPlan }: GraphOptions): Graph => {
  disableTelemetry();
  const stock = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name }) => sources.of(name),
    queryPlannerConfig: PLANNER,
    // Checked when it was composed and committed.
    validateSupergraph: false,
    __exposeQueryPlanExperimental: false,
    logger: quieter(log),
    ...(onPlan && {
      experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) =>
        onPlan(prettyFormatQueryPlan(queryPlan), requestContext.operationName),
    }),
  });
  return {
    onSchemaLoadOrUpdate: (listener) =>
      stock.onSchemaLoadOrUpdate((loaded) => {
        teachScalars(loaded.apiSchema);
        listener(loaded);
      }),
    load: async (options) => {
      const { executor } = await stock.load(options);
      return { executor: createRunner(executor as Executor, log) };
    },
    stop: () => stock.stop(),
  };
};
