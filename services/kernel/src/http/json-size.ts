/** Of a number, a literal or the punctuation around a value. */
const SMALL = 4;

/**
 * Whether `value` has more than `maxBytes` bytes as JSON, by a lower bound: each character counts as one byte. Stops as soon
 * as it knows, so that a result which is too large is never written. Iterative, and without a copy of any text.
 */
export const isLargerThan = (value: unknown, maxBytes: number): boolean => {
  const pending: unknown[] = [value];
  let bytes = 0;
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') bytes += next.length + 2;
    else if (typeof next !== 'object' || next === null) bytes += SMALL;
    else if (Array.isArray(next)) for (const item of next) pending.push(item);
    else {
      for (const [name, inner] of Object.entries(next)) {
        bytes += name.length + SMALL;
        pending.push(inner);
      }
    }
    if (bytes > maxBytes) return true;
  }
  return false;
};
