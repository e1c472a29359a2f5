/** Sorts properties and drops null and undefined ones, so that equal values are serialised equally. */
const canonical = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, part]) => part != null)
          .toSorted(([one], [other]) => (one < other ? -1 : 1)),
      )
    : value;

/** JSON that is the same for equal values, whatever the order of their properties. A null property counts as absent. */
export const canonicalJson = (value: object): string => JSON.stringify(value, canonical);
