/** The value that a `share` (0 to 1) of `values` does not exceed; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** The middle of `values`, and where their inner four fifths lie, in milliseconds. */
export const inWords = (values: readonly number[]): string => {
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(values, share).toFixed(2));
  return `median ${middle} ms (${low} to ${high})`;
};
