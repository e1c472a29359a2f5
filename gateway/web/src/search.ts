/** The query of a URL: each parameter once; several values are separated by commas. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Language is a matter of the whole page, not of a view: the server reads it. */
const NOT_OF_A_VIEW = new Set(['lang']);

/** Reads a query. A parameter that occurs several times, as a form without script sends it, becomes one with commas. */
export const parseSearch = (query: string): Search => {
  const values = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    if (value.trim() === '' || NOT_OF_A_VIEW.has(key)) continue;
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
};

/** Writes a query with its keys in alphabetical order, so that equal views have equal URLs. */
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const parameters = new URLSearchParams();
  for (const key of Object.keys(search).toSorted()) {
    const value = search[key];
    if (typeof value === 'string' && value !== '') parameters.set(key, value);
  }
  const query = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return query === '' ? '' : `?${query}`;
};

/** Keeps the parameters that a view knows. */
export const pick = <const Key extends string>(
  search: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): { [K in Key]?: string } =>
  Object.fromEntries(keys.flatMap((key) => (typeof search[key] === 'string' ? [[key, search[key]]] : []))) as {
    [K in Key]?: string;
  };

/** The values of a parameter. */
export const listOf = (value: string | undefined): readonly string[] =>
  value === undefined
    ? []
    : value
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean);

/** Those of `values` that `known` has, and those that it has not. */
export const splitKnown = <Known extends string>(
  values: readonly string[],
  known: readonly Known[],
): { readonly known: readonly Known[]; readonly unknown: readonly string[] } => {
  const isKnown = (value: string): value is Known => (known as readonly string[]).includes(value);
  return { known: values.filter(isKnown), unknown: values.filter((value) => !isKnown(value)) };
};
