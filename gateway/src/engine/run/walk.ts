import type { Path } from '../plan';
import type { IsSubtype } from '../subtypes';
import { type DataObject, isDataObject, ownValue } from './data';

/** A place in the response: response keys and list indices. */
export type Place = readonly (string | number)[];

const matches = (object: DataObject, types: readonly string[], isSubtype: IsSubtype): boolean => {
  const name = ownValue(object, '__typename');
  // A plan that has not asked for the name needs no check.
  return typeof name !== 'string' || types.some((type) => isSubtype(name, type));
};

export interface WalkOptions {
  /** Lists and objects at several places. Each is visited once: it can have many more places than there are objects. */
  readonly shared?: ReadonlySet<unknown>;
  /** Kept up to date for callers that need the place of an object. */
  readonly place?: (string | number)[];
  /** Stops after this number of visits. */
  readonly maxVisits?: number;
}

/**
 * Visits every object at `path`, in the order of the response. Lists are walked through wherever they are.
 */
export const walk = (
  root: DataObject,
  path: Path,
  isSubtype: IsSubtype,
  visit: (object: DataObject) => void,
  { shared, place, maxVisits = Number.POSITIVE_INFINITY }: WalkOptions = {},
): void => {
  const walked = shared && shared.size > 0 ? path.map(() => new Set<unknown>()) : null;
  let visits = 0;
  const isRepeated = (value: unknown, step: number): boolean => {
    const known = walked?.[step];
    if (!known || !shared?.has(value)) return false;
    if (known.has(value)) return true;
    known.add(value);
    return false;
  };
  const go = (value: unknown, step: number): void => {
    if (visits >= maxVisits) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        place?.push(index);
        go(value[index], step);
        place?.pop();
      }
      return;
    }
    if (!isDataObject(value)) return;
    const next = path[step];
    if (next === undefined) {
      visits += 1;
      visit(value);
    } else if (next === 'every') go(value, step + 1);
    else if ('types' in next) {
      if (matches(value, next.types, isSubtype)) go(value, step + 1);
    } else {
      const inner = ownValue(value, next.field);
      if (isRepeated(inner, step)) return;
      place?.push(next.field);
      go(inner, step + 1);
      place?.pop();
    }
  };
  go(root, 0);
};
