import type { Rename, RewriteStep, Setting } from '../plan';
import type { IsSubtype } from '../subtypes';
import { type DataObject, isDataObject, ownValue } from './data';

/** Calls `change` with each object at `steps`. Lists are walked through. */
const visitAt = (
  value: unknown,
  steps: readonly RewriteStep[],
  isSubtype: IsSubtype,
  change: (object: DataObject) => void,
): void => {
  if (Array.isArray(value)) {
    for (const item of value) visitAt(item, steps, isSubtype, change);
    return;
  }
  if (!isDataObject(value)) return;
  const [step, ...rest] = steps;
  if (!step) change(value);
  else if ('key' in step) visitAt(ownValue(value, step.key), rest, isSubtype, change);
  else {
    const name = ownValue(value, '__typename');
    const applies = typeof name !== 'string' || step.types.some((type) => isSubtype(name, type));
    if (applies) visitAt(value, rest, isSubtype, change);
  }
};

const lastKey = (steps: readonly RewriteStep[]): string | null => {
  const last = steps.at(-1);
  return last && 'key' in last ? last.key : null;
};

export const applyRenames = (value: unknown, renames: readonly Rename[], isSubtype: IsSubtype): void => {
  for (const { at, to } of renames) {
    const key = lastKey(at);
    if (key === null) continue;
    visitAt(value, at.slice(0, -1), isSubtype, (object) => {
      if (!Object.hasOwn(object, key)) return;
      object[to] = object[key];
      delete object[key];
    });
  }
};

export const applySettings = (value: unknown, settings: readonly Setting[], isSubtype: IsSubtype): void => {
  for (const { at, value: set } of settings) {
    const key = lastKey(at);
    if (key === null) continue;
    visitAt(value, at.slice(0, -1), isSubtype, (object) => {
      object[key] = set;
    });
  }
};
