import type { Fetch, FetchPart, Need, Path } from '../plan';
import type { OrderedFetch } from './order';
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
 * The fetches that each fetch waits for: those before it in the plan that write what it reads. A mutation keeps the order of
 * its plan, because its steps have effects.
 */
export const findDependencies = (ordered: readonly OrderedFetch[]): readonly (readonly number[])[] => {
  if (ordered.some(({ fetch }) => fetch.operation === 'mutation')) return ordered.map(({ before }) => before);
  const provided = ordered.map(({ fetch }) => providedBy(fetch));
  return ordered.map(({ fetch, before }) => {
    const required = requiredBy(fetch);
    if (required.size === 0) return [];
    const found = before.filter((index) => [...required].some((path) => provided[index]?.has(path)));
    // Every path is written by something. If nothing was found, the order of the plan is kept.
    return found.length > 0 ? found : before;
  });
};

/** The wave of each fetch: the length of the longest chain of fetches that it waits for. */
export const wavesOf = (dependencies: readonly (readonly number[])[]): readonly number[] => {
  const waves: number[] = [];
  for (const earlier of dependencies) waves.push(1 + Math.max(-1, ...earlier.map((index) => waves[index] ?? 0)));
  return waves;
};
