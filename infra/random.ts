/** Random choices that are the same for the same seed. */
export interface Random {
  /** From 0, included, to 1, excluded. */
  fraction(): number;
  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** Throws an Error if there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item;
}

/** Mulberry32: enough for choices, and short. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    fraction: next,
    integer,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to choose from.');
      return item;
    },
  };
};
