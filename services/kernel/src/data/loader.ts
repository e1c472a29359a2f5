import DataLoader from 'dataloader';

export type Loader<Key, Value> = DataLoader<Key, Value>;

/**
 * Loads one row for each key, with one fetch for all keys of a tick. A key without a row gives `missing(key)`, which
 * defaults to null.
 */
export const byKey = <Key, Row, Missing = null>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
  missing: (key: Key) => Row | Missing = () => null as Missing,
): Loader<Key, Row | Missing> =>
  new DataLoader(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? missing(key));
  });

/** Loads the rows of each key, in the order of the fetch. A key without rows gives an empty list. */
export const groupedByKey = <Key, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): Loader<Key, Row[]> =>
  new DataLoader(async (keys) => {
    const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });

/** Loads a number for each key. A key that the fetch does not return gives 0. */
export const countedByKey = <Key>(
  fetch: (keys: readonly Key[]) => Promise<readonly { key: Key; count: number | string }[]>,
): Loader<Key, number> =>
  new DataLoader(async (keys) => {
    const counts = new Map((await fetch(keys)).map(({ key, count }) => [key, Number(count)]));
    return keys.map((key) => counts.get(key) ?? 0);
  });

/** An object with the properties of all these objects, which have none in common. */
type Combined<Groups extends readonly object[]> = Groups extends readonly [
  infer First extends object,
  ...infer Rest extends readonly object[],
]
  ? First & Combined<Rest>
  : unknown;

/**
 * One object with the loaders of all groups; none has the name of another one's. Every operation makes one: spreading sixteen groups
 * into an object literal takes Node 40 times as long, because an object that is spread and then gets more properties has a hidden class of
 * its own, which all code that uses it has to look up.
 */
export const combineLoaders = <Groups extends readonly object[]>(...groups: Groups): Combined<Groups> =>
  Object.assign({}, ...groups) as Combined<Groups>;

/** Creates one loader for each distinct set of arguments, so that fields with the same arguments are fetched together. */
export const loaderPerArguments = <Arguments, Created>(
  create: (args: Arguments) => Created,
): ((args: Arguments) => Created) => {
  const loaders = new Map<string, Created>();
  return (args) => {
    const key = JSON.stringify(args);
    const existing = loaders.get(key);
    if (existing) return existing;
    const created = create(args);
    loaders.set(key, created);
    return created;
  };
};
