import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner, type QueryPlannerConfig } from '@apollo/query-planner';
import { parse } from 'graphql';

/** A parsed document goes with each fetch, so that a subgraph in this process parses nothing. */
export const PLANNER: QueryPlannerConfig = { exposeDocumentNodeInFetchNode: true };

/** Tells how the gateway would answer an operation: its query plan, pretty-printed. */
export type PlanOf = (source: string, operationName?: string) => string;

/** A planner for `supergraph` (SDL), planning as the gateway does. What it answers throws where the text does not fit. */
export const createPlanner = (supergraph: string): PlanOf => {
  const graph = Supergraph.build(supergraph, { validateSupergraph: false });
  const schema = graph.apiSchema();
  const planner = new QueryPlanner(graph, PLANNER);
  return (source, operationName) =>
    prettyFormatQueryPlan(planner.buildQueryPlan(operationFromDocument(schema, parse(source), { operationName })));
};
