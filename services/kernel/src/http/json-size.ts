/** Of a number, a literal or the punctuation around a value. */
const SMALL = 4;

const leafBytes = (value: unknown): number => (typeof value === 'string' ? value.length + 2 : SMALL);

/**
 * Whether `value` has more than `maxBytes` bytes as JSON, by a lower bound: each character counts as one byte. Stops as soon
 * as it knows, so that a result which is too large is never written. Iterative, and without a copy of any text.
 */
export const isLargerThan = (value: unknown, maxBytes: number): boolean => {
  // Only objects and lists: most values are leaves, which are counted where they are found.
  const pending: object[] = [];
  let bytes = 0;
  const count = (inner: unknown): void => {
    if (typeof inner === 'object' && inner !== null) pending.push(inner);
    else bytes += leafBytes(inner);
  };
  count(value);
  for (let next = pending.pop(); next !== undefined && bytes <= maxBytes; next = pending.pop()) {
    if (Array.isArray(next)) for (const item of next) count(item);
    else {
      for (const name of Object.keys(next)) {
        bytes += name.length + SMALL;
        count((next as Record<string, unknown>)[name]);
      }
    }
  }
  return bytes > maxBytes;
};
