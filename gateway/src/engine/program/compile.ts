import type { Fetch, FetchPart, Plan } from '../plan';
import { createRepresent, type Represent } from '../run/representation';
import type { IsSubtype } from '../subtypes';
import { scheduleFetches, wavesOf } from './dependencies';
import { mergeFetches } from './merge-fetches';
import { filledKeys } from './selected-fields';

/** A part of a fetch, ready to run. */
export interface CompiledPart {
  readonly part: FetchPart;
  /** Null for root fields. */
  readonly represent: Represent | null;
  /** Response keys that are null if the fetch fails. */
  readonly filledKeys: readonly string[];
}

export interface Step {
  readonly fetch: Fetch;
  readonly parts: readonly CompiledPart[];
  /** Steps of one wave may run at the same time. */
  readonly wave: number;
  /** Indices of the steps that it waits for. */
  readonly dependsOn: readonly number[];
  /** Indices of the steps that wait for it. */
  readonly dependents: readonly number[];
}

/** A plan, compiled once and run for many requests. */
export interface Program {
  readonly planner: string;
  readonly steps: readonly Step[];
  /**
   * Whether equal entities at several places of the response may be one object. Response keys of the rewritten document have
   * one meaning wherever they are; those that a planner has made up may have another one in each fetch.
   */
  readonly isShareable: boolean;
  readonly isSubtype: IsSubtype;
}

/** How the planners name response keys of their own. */
const PLANNER_KEY = /_internal_qp_alias|__alias_/;

const compilePart = (fetch: Fetch, part: FetchPart, isSubtype: IsSubtype): CompiledPart => ({
  part,
  represent: part.kind === 'entities' ? createRepresent(part, isSubtype) : null,
  filledKeys: filledKeys(fetch, part),
});

/** Puts the fetches of a plan in order, merges those that go to one subgraph together, and compiles them. */
export const compileProgram = ({ planner, root }: Plan, isSubtype: IsSubtype): Program => {
  const scheduled = scheduleFetches(root);
  const waves = wavesOf(scheduled.map(({ dependsOn }) => dependsOn));
  const placed = mergeFetches(scheduled.map((fetch, index) => ({ ...fetch, wave: waves[index] ?? 0 })));
  const steps = placed.map(({ fetch, wave, dependsOn }, index) => ({
    fetch,
    parts: fetch.parts.map((part) => compilePart(fetch, part, isSubtype)),
    wave,
    dependsOn,
    dependents: placed.flatMap((other, number) => (other.dependsOn.includes(index) ? [number] : [])),
  }));
  const isShareable = planner === 'hive' && !steps.some(({ fetch }) => PLANNER_KEY.test(fetch.text));
  return { planner, steps, isShareable, isSubtype };
};
