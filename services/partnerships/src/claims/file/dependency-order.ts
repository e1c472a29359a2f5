import type { ClaimProblems } from './claims-error';

/**
 * Sorts entries so that each comes after the entries it depends on. `dependenciesOf` returns keys; unknown keys are
 * ignored. For an entry that depends on itself, adds a problem.
 */
export const inDependencyOrder = <Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
  dependenciesOf: (entry: Entry) => readonly string[],
  problems: ClaimProblems,
): Entry[] => {
  const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
  const ordered = new Set<Entry>();
  const visit = (entry: Entry, path: readonly string[]): void => {
    if (ordered.has(entry)) return;
    const key = keyOf(entry);
    if (path.includes(key)) {
      return problems.add(key, `it depends on itself: ${[...path, key].join(' > ')}. Remove one of these references.`);
    }
    for (const dependency of dependenciesOf(entry)) {
      const found = byKey.get(dependency);
      if (found) visit(found, [...path, key]);
    }
    ordered.add(entry);
  };
  for (const entry of entries) visit(entry, []);
  return [...ordered];
};
