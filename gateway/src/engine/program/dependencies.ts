import type { Fetch, FetchPart, Need, Path, PlanNode } from '../plan';
import { type OrderedFetch, orderFetches } from './order';
import { visitSelectedPaths } from './selected-fields';

const fieldsOf = (path: Path): string[] =>
  path.flatMap((step) => (typeof step === 'object' && 'field' in step ? step.field : []));

const pathsOf = (part: FetchPart): readonly Path[] => (part.kind === 'root' ? [part.at] : part.paths);

const joined = (path: readonly string[]): string => path.join('.');

/** Paths of the response that a fetch writes, without types and lists. */
const providedBy = (fetch: Fetch): ReadonlySet<string> => {
  const provided = new Set<string>();
  for (const part of fetch.parts) {
    const places = pathsOf(part).map(fieldsOf);
    const add = (path: readonly string[]): void => {
      for (const place of places) provided.add(joined([...place, ...path]));
    };
    visitSelectedPaths(fetch, part, (path) => {
      add(path);
      // A rename writes beside the key that it removes.
      for (const { to } of part.renames) add([...path.slice(0, -1), to]);
    });
  }
  return provided;
};

const addNeeds = (needs: readonly Need[], place: readonly string[], required: Set<string>): void => {
  for (const need of needs) {
    if (need.kind === 'type') addNeeds(need.needs, place, required);
    else {
      const path = [...place, need.from];
      required.add(joined(path));
      addNeeds(need.needs ?? [], path, required);
    }
  }
};

/** Paths of the response that a fetch reads: the way to its objects, and what its representations contain. */
const requiredBy = (fetch: Fetch): ReadonlySet<string> => {
  const required = new Set<string>();
  for (const part of fetch.parts) {
    for (const place of pathsOf(part).map(fieldsOf)) {
      for (let length = 1; length <= place.length; length += 1) required.add(joined(place.slice(0, length)));
      if (part.kind === 'entities') addNeeds(part.needs, place, required);
    }
  }
  return required;
};

/**
 * The fetches that each fetch waits for: those before it in the plan that write what it reads and, for what none of them writes, others.
 * Apollo's planner puts some fetches before or beside those that they read from.
 */
const writersOf = (ordered: readonly OrderedFetch[]): readonly (readonly number[])[] => {
  const provided = ordered.map(({ fetch }) => providedBy(fetch));
  const writes = (index: number, paths: readonly string[]): boolean => paths.some((path) => provided[index]?.has(path));
  return ordered.map(({ fetch, before }, own) => {
    const required = [...requiredBy(fetch)];
    if (required.length === 0) return [];
    const found = before.filter((index) => writes(index, required));
    // Every path is written by something. If nothing was found, the order of the plan is kept.
    if (found.length === 0) return before;
    const missing = required.filter((path) => !before.some((index) => provided[index]?.has(path)));
    if (missing.length === 0) return found;
    const others = [...ordered.keys()].filter((index) => index !== own && !before.includes(index));
    return [...found, ...others.filter((index) => writes(index, missing))];
  });
};

/** A fetch and the indices of those that it waits for. */
export interface ScheduledFetch {
  readonly fetch: Fetch;
  readonly dependsOn: readonly number[];
}

/** Puts each fetch after those that it waits for; null if some wait for one another. */
const sorted = (scheduled: readonly ScheduledFetch[]): readonly ScheduledFetch[] | null => {
  if (scheduled.every(({ dependsOn }, own) => dependsOn.every((index) => index < own))) return scheduled;
  const places = new Map<number, number>();
  const result: ScheduledFetch[] = [];
  while (result.length < scheduled.length) {
    const next = scheduled.findIndex(
      ({ dependsOn }, index) => !places.has(index) && dependsOn.every((earlier) => places.has(earlier)),
    );
    const chosen = scheduled[next];
    if (!chosen) return null;
    places.set(next, result.length);
    result.push({ ...chosen, dependsOn: chosen.dependsOn.map((index) => places.get(index) ?? 0) });
  }
  return result;
};

/**
 * Puts the fetches that complete the result of a mutation before the next mutation, as the specification of GraphQL demands
 * (section 6.2.2): planners put some of them after it. A mutation waits for all fetches before it.
 */
const inSeries = (scheduled: readonly ScheduledFetch[]): readonly ScheduledFetch[] => {
  /** The last mutation whose result each fetch reads, by index. */
  const completes: number[] = [];
  for (const [index, { fetch, dependsOn }] of scheduled.entries()) {
    const read = dependsOn.map((earlier) => completes[earlier] ?? 0);
    completes.push(fetch.operation === 'mutation' ? index : Math.max(0, ...read));
  }
  const order = [...scheduled.keys()].sort((a, b) => (completes[a] ?? 0) - (completes[b] ?? 0) || a - b);
  const places = new Map(order.map((index, place) => [index, place]));
  return order.flatMap((index, place) => {
    const { fetch, dependsOn } = scheduled[index] as ScheduledFetch;
    const earlier = fetch.operation === 'mutation' ? order.slice(0, place) : dependsOn;
    return { fetch, dependsOn: earlier.map((other) => places.get(other) ?? 0) };
  });
};

const schedule = (ordered: readonly OrderedFetch[]): readonly ScheduledFetch[] => {
  const writers = writersOf(ordered);
  const scheduled = ordered.map(({ fetch }, index) => ({ fetch, dependsOn: writers[index] ?? [] }));
  const inOrder =
    sorted(scheduled) ??
    scheduled.map(({ fetch, dependsOn }, own) => ({ fetch, dependsOn: dependsOn.filter((index) => index < own) }));
  return ordered.some(({ fetch }) => fetch.operation === 'mutation') ? inSeries(inOrder) : inOrder;
};

const schedules = new WeakMap<PlanNode, readonly ScheduledFetch[]>();

/**
 * The fetches of a plan, each with those that it waits for. Each comes after all that it waits for. Kept with the plan, which is checked
 * and compiled by it.
 */
export const scheduleFetches = (root: PlanNode | null): readonly ScheduledFetch[] => {
  if (!root) return [];
  const scheduled = schedules.get(root) ?? schedule(orderFetches(root));
  schedules.set(root, scheduled);
  return scheduled;
};

/** The wave of each fetch: the length of the longest chain of fetches that it waits for. */
export const wavesOf = (dependencies: readonly (readonly number[])[]): readonly number[] => {
  const waves: number[] = [];
  for (const earlier of dependencies) waves.push(1 + Math.max(-1, ...earlier.map((index) => waves[index] ?? 0)));
  return waves;
};
