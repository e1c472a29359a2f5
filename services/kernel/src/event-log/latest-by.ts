/**
 * The last of the items of each key, sorted by key: what a set-based statement writes for a batch of events, with its rows
 * always locked in the same order.
 */
export const latestBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] => {
  const latest = new Map(items.map((item) => [keyOf(item), item]));
  return [...latest.keys()].toSorted().flatMap((key) => latest.get(key) ?? []);
};
