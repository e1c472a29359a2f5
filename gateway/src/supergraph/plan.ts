import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner, type QueryPlannerConfig } from '@apollo/query-planner';
import { parse } from 'graphql';

/** Each fetch comes with its parsed document, so that an embedded subgraph does not parse it again. */
export const PLANNER_CONFIG: QueryPlannerConfig = { exposeDocumentNodeInFetchNode: true };

/** Returns the query plan of an operation, pretty-printed. Throws if the source does not match the schema. */
export type PlanOf = (source: string, operationName?: string) => string;

/** A planner for `supergraph` (SDL) that plans as the gateway does. */
export const createPlanner = (supergraph: string): PlanOf => {
  const graph = Supergraph.build(supergraph, { validateSupergraph: false });
  const schema = graph.apiSchema();
  const planner = new QueryPlanner(graph, PLANNER_CONFIG);
  return (source, operationName) =>
    prettyFormatQueryPlan(planner.buildQueryPlan(operationFromDocument(schema, parse(source), { operationName })));
};
