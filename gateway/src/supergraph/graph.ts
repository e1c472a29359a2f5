import { ApolloGateway } from '@apollo/gateway';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import type { Logger } from '@wizness/kernel';
import { disableTelemetry } from '../environment';
import { withIntrospection } from '../pipeline/introspection';
import { createOperationRunner } from '../pipeline/run-operation';
import type { Subgraphs } from '../subgraphs/subgraphs';
import { PLANNER_CONFIG } from './plan';
import { addScalarParsers } from './scalars';

export interface GraphOptions {
  /** The composed supergraph in SDL. */
  readonly supergraph: string;
  readonly subgraphs: Subgraphs;
  /** Deadline of one operation, in milliseconds. */
  readonly operationTimeoutMs: number;
  readonly log: Logger;
  /** Called with the query plan, pretty-printed, of every operation. */
  readonly onPlan?: (plan: string, operationName: string | null) => void;
}

/** Lowers the library's debug and info messages by one level. */
const quieter = (log: Logger) => ({
  debug: (message?: unknown) => log.trace(message),
  info: (message?: unknown) => log.debug(message),
  warn: (message?: unknown) => log.warn(message),
  error: (message?: unknown) => log.error(message),
});

/**
 * The graph. `@apollo/gateway` holds the supergraph, provides the API schema, plans operations and, for now, runs the
 * plans. The executor is chosen in `load` and nowhere else.
 */
export const createGraph = ({
  supergraph,
  subgraphs,
  operationTimeoutMs,
  log,
  onPlan,
}: GraphOptions): GatewayInterface => {
  disableTelemetry();
  const apolloGateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name }) => subgraphs.dataSource(name),
    queryPlannerConfig: PLANNER_CONFIG,
    // It was validated when it was composed.
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
      apolloGateway.onSchemaLoadOrUpdate((loaded) => {
        addScalarParsers(loaded.apiSchema);
        listener(loaded);
      }),
    load: async (options) => {
      const { executor } = await apolloGateway.load(options);
      const run = withIntrospection(executor as GatewayExecutor);
      return { executor: createOperationRunner(run, { timeoutMs: operationTimeoutMs, log }) };
    },
    stop: () => apolloGateway.stop(),
  };
};
