import { type Logger, shortMessage } from '@wizness/kernel';
import type { Plan } from '../plan';
import { createHivePlanner, type LoadNative, NativePlannerUnavailable } from './hive-planner';
import type { OperationToPlan, Planner } from './planner';
import { requireRootFields } from './require-root-fields';

export type PlannerName = Planner['name'];

export interface PlannersOptions {
  /** The supergraph in SDL. */
  readonly supergraph: string;
  /** The planner that is asked first. */
  readonly preferred: PlannerName;
  readonly apollo: Planner;
  /** Defaults to requiring the package. */
  readonly loadNative?: LoadNative;
  readonly log: Logger;
}

const withFallback = (first: Planner, second: Planner, log: Logger): Planner => ({
  name: first.name,
  plan: (operation: OperationToPlan, labels: ReadonlySet<string>): Plan => {
    try {
      return requireRootFields(first.plan(operation, labels), operation);
    } catch (error) {
      // The message may quote names of the client's document.
      log.warn(
        { reason: shortMessage(String(error)) },
        'the Apollo planner plans an operation that the Hive planner refused',
      );
      return requireRootFields(second.plan(operation, labels), operation);
    }
  },
});

const complete = (planner: Planner): Planner => ({
  name: planner.name,
  plan: (operation, labels) => requireRootFields(planner.plan(operation, labels), operation),
});

/**
 * The planners of one supergraph: the preferred one, and Apollo's for operations that the preferred one refuses. Apollo's is
 * used for all operations where there is no native module; the log says so.
 */
export const createPlanners = ({ supergraph, preferred, apollo, loadNative, log }: PlannersOptions): Planner => {
  if (preferred === 'apollo') return complete(apollo);
  try {
    return withFallback(createHivePlanner(supergraph, loadNative), apollo, log);
  } catch (error) {
    if (!(error instanceof NativePlannerUnavailable)) throw error;
    log.warn(
      { err: error },
      'the native query planner cannot be loaded: operations are planned by the slower Apollo planner',
    );
    return complete(apollo);
  }
};
