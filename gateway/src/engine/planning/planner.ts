import type { DocumentNode } from 'graphql';
import type { Plan } from '../plan';

/** Finds out how an operation is answered. */
export interface Planner {
  readonly name: 'hive' | 'apollo';
  /**
   * Plans a rewritten operation: valid, without aliases of the client, introspection or conditions. `labels` are the active
   * labels of `@override`. Throws if the planner fails, or if the engine cannot run its plan.
   */
  plan(operation: OperationToPlan, labels: ReadonlySet<string>): Plan;
}

export interface OperationToPlan {
  readonly document: DocumentNode;
  /** `document`, printed. */
  readonly text: string;
}
