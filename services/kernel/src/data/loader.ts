import DataLoader from 'dataloader';

export type Loader<Key, Value> = DataLoader<Key, Value>;

/**
 * One row for each key: one fetch for all keys asked in a tick, answers in the order asked, `missing` (null unless
 * told) where there is no row.
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

/** Many rows for each key, in the order that the fetch gives; an empty list where there are none. */
export const groupedByKey = <Key, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): Loader<Key, Row[]> =>
  new DataLoader(async (keys) => {
    const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });

/** A number for each key, 0 where the fetch has none. */
export const countedByKey = <Key>(
  fetch: (keys: readonly Key[]) => Promise<readonly { key: Key; count: number | string }[]>,
): Loader<Key, number> =>
  new DataLoader(async (keys) => {
    const counts = new Map((await fetch(keys)).map(({ key, count }) => [key, Number(count)]));
    return keys.map((key) => counts.get(key) ?? 0);
  });

/** Loaders made on demand, one for each distinct set of arguments, so that fields asked alike are fetched together. */
export const loaderPerArguments = <Arguments, Made>(create: (args: Arguments) => Made): ((args: Arguments) => Made) => {
  const loaders = new Map<string, Made>();
  return (args) => {
    const name = JSON.stringify(args);
    const known = loaders.get(name);
    if (known) return known;
    const created = create(args);
    loaders.set(name, created);
    return created;
  };
};
