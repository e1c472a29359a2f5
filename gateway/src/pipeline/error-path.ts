/** Where in an answer; from the executor also a pattern, in which `@` stands for every item of a list. */
export type Path = readonly (string | number)[];

const EVERY = '@';

/** The first place that `pattern` leads to in `value` where there is null, or undefined where there is none. */
const firstNull = (value: unknown, pattern: Path, at: Path): Path | undefined => {
  if (value === null) return at;
  const [head, ...rest] = pattern;
  if (head === undefined || typeof value !== 'object') return undefined;
  if (head === EVERY) {
    if (!Array.isArray(value)) return undefined;
    for (const [index, item] of value.entries()) {
      const found = firstNull(item, rest, [...at, index]);
      if (found) return found;
    }
    return undefined;
  }
  return firstNull((value as Record<string, unknown>)[head], rest, [...at, head]);
};

/** Up to what a client did not write: the root field of a subgraph that brings entities. */
const asWritten = (path: Path): Path => {
  const end = path.indexOf('_entities');
  return end < 0 ? path : path.slice(0, end);
};

/**
 * The place that `path` means in the answer `data`. A pattern becomes its first place that is null; where none is, the
 * list itself. Undefined where nothing is left to name.
 */
export const placeIn = (data: unknown, path: Path | undefined): Path | undefined => {
  const written = asWritten(path ?? []);
  const list = written.indexOf(EVERY);
  const place = list < 0 ? written : (firstNull(data, written, []) ?? written.slice(0, list));
  return place.length > 0 ? place : written.slice(0, 1).length > 0 ? written.slice(0, 1) : undefined;
};

const compareSteps = (one: string | number, other: string | number): number => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one) < String(other) ? -1 : Number(String(one) > String(other));
};

/** Orders places: an outer one before an inner one, items by their number. */
export const comparePlaces = (one: Path = [], other: Path = []): number => {
  for (const [index, step] of one.entries()) {
    const opposite = other[index];
    if (opposite === undefined) return 1;
    const order = compareSteps(step, opposite);
    if (order !== 0) return order;
  }
  return one.length - other.length;
};
