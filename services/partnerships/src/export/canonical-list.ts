type List = Readonly<Record<string, string>> | readonly { readonly code: string; readonly raw: string }[];

const byBytes = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

const written = (json: string): string => {
  const list = JSON.parse(json) as List;
  const items = Array.isArray(list)
    ? list.map(({ code, raw }) => ({ code, raw }))
    : Object.entries(list)
        .toSorted(byBytes)
        .map(([name, value]) => ({ name, value }));
  return JSON.stringify(items);
};

/** Lists that were written before: most facts have none, or one of a few. */
const known = new Map<string, Buffer>();
const MOST = 1000;

/**
 * JSON of limits, which are an object, or of issues, as a list of objects in the canonical form of RFC 8785. `bytes` is JSON with
 * one character for each byte.
 */
export const canonicalList = (bytes: string): Buffer => {
  const before = known.get(bytes);
  if (before) return before;
  if (known.size >= MOST) known.clear();
  const list = Buffer.from(written(Buffer.from(bytes, 'latin1').toString()));
  known.set(bytes, list);
  return list;
};
