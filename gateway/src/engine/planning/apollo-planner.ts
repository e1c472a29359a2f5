import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { Planner } from './planner';
import { translateApolloPlan } from './translate-apollo';

/** The planner of Apollo Gateway. Built at the first plan, because that takes a quarter of a second or more. */
export const createApolloPlanner = (supergraph: Supergraph, overrideLabels: readonly string[]): Planner => {
  let planner: QueryPlanner | null = null;
  return {
    name: 'apollo',
    plan: ({ document }, labels) => {
      planner ??= new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true });
      const operation = operationFromDocument(supergraph.apiSchema(), document);
      const overrideConditions = new Map(overrideLabels.map((label) => [label, labels.has(label)]));
      return translateApolloPlan(planner.buildQueryPlan(operation, { overrideConditions }));
    },
  };
};
