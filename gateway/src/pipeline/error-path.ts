/** Path into a response (GraphQL §7.1.2). The executor also produces patterns, in which `@` stands for every list item. */
export type ErrorPath = readonly (string | number)[];

const EVERY_ITEM = '@';

/** Path of the first null in `value` that `pattern` matches; undefined if there is none. */
const findFirstNull = (value: unknown, pattern: ErrorPath, at: ErrorPath): ErrorPath | undefined => {
  if (value === null) return at;
  const [head, ...rest] = pattern;
  if (head === undefined || typeof value !== 'object') return undefined;
  if (head === EVERY_ITEM) {
    if (!Array.isArray(value)) return undefined;
    for (const [index, item] of value.entries()) {
      const found = findFirstNull(item, rest, [...at, index]);
      if (found) return found;
    }
    return undefined;
  }
  return findFirstNull((value as Record<string, unknown>)[head], rest, [...at, head]);
};

/** Cuts the path before `_entities`, which a planned fetch contains but the client's document does not. */
const withoutEntities = (path: ErrorPath): ErrorPath => {
  const end = path.indexOf('_entities');
  return end < 0 ? path : path.slice(0, end);
};

/**
 * The client's path for an error at `path`, given the response's `data`. A pattern becomes its first match that is null;
 * if none is, the path of the list. Undefined if nothing is left of the path.
 */
export const resolveErrorPath = (data: unknown, path: ErrorPath | undefined): ErrorPath | undefined => {
  const known = withoutEntities(path ?? []);
  const list = known.indexOf(EVERY_ITEM);
  const resolved = list < 0 ? known : (findFirstNull(data, known, []) ?? known.slice(0, list));
  if (resolved.length > 0) return resolved;
  return known.length > 0 ? known.slice(0, 1) : undefined;
};

const compareKeys = (one: string | number, other: string | number): number => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
};

/** Sort order of paths: a parent before its children, list items by index, fields by name. */
export const compareErrorPaths = (one: ErrorPath = [], other: ErrorPath = []): number => {
  for (const [index, key] of one.entries()) {
    const opposite = other[index];
    if (opposite === undefined) return 1;
    const order = compareKeys(key, opposite);
    if (order !== 0) return order;
  }
  return one.length - other.length;
};
