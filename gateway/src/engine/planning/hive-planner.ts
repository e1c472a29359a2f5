import type { QueryPlanner } from '@graphql-hive/router-query-planner';
import type * as Native from '@graphql-hive/router-query-planner';
import { UnsupportedPlan } from '../plan';
import type { FindHazard } from './hive-hazards';
import { percentageOf } from './percent-labels';
import type { Planner } from './planner';
import { translateHivePlan } from './translate-hive';

/** The reason why the native module cannot be loaded on this machine. */
export class NativePlannerUnavailable extends Error {}

/** Loads the native module. Throws where there is no build of it: on Windows and with musl. */
export type LoadNative = () => Pick<typeof Native, 'QueryPlanner'>;

const requireNative: LoadNative = () => require('@graphql-hive/router-query-planner') as typeof Native;

const nativeModule = (load: LoadNative): ReturnType<LoadNative> => {
  try {
    return load();
  } catch (cause) {
    const { platform, arch } = process;
    throw new NativePlannerUnavailable(`There is no native query planner for ${platform} ${arch}.`, { cause });
  }
};

/** The planner takes one throw of the dice: a percentage is active if it is above the number. */
const diceOf = (percentages: readonly number[], labels: ReadonlySet<string>): number => {
  const active = new Set([...labels].map(percentageOf));
  const inactive = percentages.filter((percentage) => !active.has(percentage));
  return inactive.length === 0 ? (percentages.length === 0 ? 100 : 0) : Math.max(...inactive);
};

/**
 * The planner of Hive Router, in Rust. It must only get valid documents: a cycle of fragments would end the process.
 * Throws {@link UnsupportedPlan} where `findHazard` finds a field. Throws {@link NativePlannerUnavailable} where there is no native module. Plans synchronously: the object may not be
 * collected while it plans.
 */
export const createHivePlanner = (
  supergraph: string,
  findHazard: FindHazard,
  loadNative: LoadNative = requireNative,
): Planner => {
  const planner: QueryPlanner = new (nativeModule(loadNative).QueryPlanner)(supergraph);
  const percentages = planner.overridePercentages;
  return {
    name: 'hive',
    plan: ({ document, text }, labels) => {
      const hazard = findHazard(document);
      if (hazard !== null) throw new UnsupportedPlan(`Hive's planner must not plan the field ${hazard}.`);
      const named = new Set([...labels].filter((label) => percentageOf(label) === null));
      return translateHivePlan(planner.plan(text, null, named, diceOf(percentages, labels)));
    },
  };
};
