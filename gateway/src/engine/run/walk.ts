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

/** Visits every object at `path`, in the order of the response. Lists are walked through wherever they are. */
export const walk = (
  root: DataObject,
  path: Path,
  isSubtype: IsSubtype,
  visit: (object: DataObject) => void,
  /** Where the walk is; kept up to date for callers that need the place of an object. */
  place: (string | number)[] | null = null,
): void => {
  const go = (value: unknown, step: number): void => {
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
    if (next === undefined) visit(value);
    else if (next === 'every') go(value, step + 1);
    else if ('types' in next) {
      if (matches(value, next.types, isSubtype)) go(value, step + 1);
    } else {
      place?.push(next.field);
      go(ownValue(value, next.field), step + 1);
      place?.pop();
    }
  };
  go(root, 0);
};
