import type { RelationKind } from './network.enums';
import type { NetworkEdge, NetworkPath } from './network.types';

/** How many paths are returned, and how many entities are looked at before the search ends without one. */
const [MAX_PATHS, MAX_TOUCHED] = [10, 20_000];

interface Step {
  readonly from: string;
  readonly to: string;
  /** Whether the relation goes from `from` to `to`. */
  readonly isForward: boolean;
  readonly kind: RelationKind;
  readonly factId: string;
}

/** How relations are read. Ids come sorted. */
export interface Relations {
  /** What is one step from `ids`, but for `without`. */
  next(ids: readonly string[], without: readonly string[], limit: number): Promise<string[]>;
  /** One step from each of `ids` to each of `others` that is related to it, sorted by both. */
  between(ids: readonly string[], others: readonly string[]): Promise<Step[]>;
}

const edgeOf = ({ from, to, isForward, kind, factId }: Step): NetworkEdge => ({
  source: isForward ? from : to,
  target: isForward ? to : from,
  kind,
  factId,
});

interface Partial {
  readonly ids: readonly string[];
  readonly steps: readonly Step[];
}

/** Continues paths through one level after the other. Each entity of a level leads to the next one, so cutting loses no path that is kept. */
const follow = async (
  paths: readonly Partial[],
  levels: readonly (readonly string[])[],
  relations: Relations,
): Promise<readonly Partial[]> => {
  let partial = paths;
  for (const level of levels) {
    const ends = [...new Set(partial.map(({ ids }) => ids.at(-1) ?? ''))];
    const steps = await relations.between(ends, level);
    partial = partial
      .flatMap(({ ids, steps: before }) =>
        steps
          .filter(({ from }) => from === ids.at(-1))
          .map((step) => ({ ids: [...ids, step.to], steps: [...before, step] })),
      )
      .slice(0, MAX_PATHS);
  }
  return partial;
};

/**
 * The shortest paths between two entities, at most 10, of at most `maxLength` steps. It widens from both ends, always the
 * smaller side, so that it never walks around a hub that is not between them. Empty if there is none.
 */
export const shortestPaths = async (
  from: string,
  to: string,
  maxLength: number,
  relations: Relations,
): Promise<NetworkPath[]> => {
  const sides = [[[from]], [[to]]] as [string[][], string[][]];
  const lastOf = (side: readonly string[][]): readonly string[] => side.at(-1) ?? [];
  for (let length = 0; length < maxLength; length += 1) {
    const [near, far] = sides;
    const isNear = lastOf(near).length <= lastOf(far).length;
    const [side, other] = isNear ? [near, far] : [far, near];
    const touched = sides.flat(2).length;
    const next = await relations.next(lastOf(side), side.flat(), MAX_TOUCHED - touched);
    if (next.length === 0 || touched + next.length >= MAX_TOUCHED) return [];
    side.push(next);
    const met = next.filter((id) => lastOf(other).includes(id));
    if (met.length === 0) continue;
    // From the start through what lies on both sides, then to the end.
    const middle = isNear ? near.slice(1, -1) : near.slice(1);
    const levels = [...middle, ...(isNear ? [met] : []), ...far.slice(0, -1).toReversed()];
    const through = isNear ? levels : levels.map((level, index) => (index === near.length - 2 ? met : level));
    const backward = await follow([{ ids: [from], steps: [] }], through, relations);
    return backward.map(({ ids, steps }) => ({ ids, edges: steps.map(edgeOf) }));
  }
  return [];
};
