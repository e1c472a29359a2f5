/** Path into a response (GraphQL §7.1.2). */
export type ErrorPath = readonly (string | number)[];

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
