import { type Logger, shortMessage } from '@wizness/kernel';
import type { Plan } from '../plan';
import type { CheckPlan } from '../check/check-plan';
import type { FindHazard } from './hive-hazards';
import { createHivePlanner, type LoadNative, NativePlannerUnavailable } from './hive-planner';
import type { OperationToPlan, Planner } from './planner';

export type PlannerName = Planner['name'];

export interface PlannersOptions {
  /** The supergraph in SDL. */
  readonly supergraph: string;
  /** The planner that is asked first. */
  readonly preferred: PlannerName;
  readonly apollo: Planner;
  readonly check: CheckPlan;
  readonly findHazard: FindHazard;
  /** Defaults to requiring the package. */
  readonly loadNative?: LoadNative;
  readonly log: Logger;
}

const NAMES = { hive: 'Hive', apollo: 'Apollo' } as const;

/** Plans with the first planner whose plan is right. Throws the error of the last one. */
const createPlanner = (planners: readonly Planner[], check: CheckPlan, log: Logger): Planner => {
  const planWith = (index: number, operation: OperationToPlan, labels: ReadonlySet<string>): Plan => {
    const planner = planners[index] as Planner;
    try {
      const plan = planner.plan(operation, labels);
      check(plan, operation);
      return plan;
    } catch (error) {
      const next = planners[index + 1];
      if (!next) throw error;
      // The message may quote names of the client's document.
      log.warn(
        { reason: shortMessage(String(error)) },
        `the ${NAMES[next.name]} planner plans an operation that the ${NAMES[planner.name]} planner cannot plan`,
      );
      return planWith(index + 1, operation, labels);
    }
  };
  return {
    name: planners[0]?.name ?? 'apollo',
    plan: (operation, labels) => planWith(0, operation, labels),
  };
};

/**
 * The planners of one supergraph: the preferred one, and the other one for operations that it cannot plan. Apollo's alone is used where
 * there is no native module; the log says so.
 */
export const createPlanners = (options: PlannersOptions): Planner => {
  const { supergraph, preferred, apollo, check, findHazard, loadNative, log } = options;
  try {
    const hive = createHivePlanner(supergraph, findHazard, loadNative);
    return createPlanner(preferred === 'hive' ? [hive, apollo] : [apollo, hive], check, log);
  } catch (error) {
    if (!(error instanceof NativePlannerUnavailable)) throw error;
    if (preferred === 'hive') {
      log.warn(
        { err: error },
        'the native query planner cannot be loaded: operations are planned by the slower Apollo planner',
      );
    }
    return createPlanner([apollo], check, log);
  }
};
