/** The quantile of `values` at `share` (0 to 1), by nearest rank. NaN if there are no values. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** The median and the range between the first and the ninth decile of `values`, in milliseconds, as text. */
export const summarise = (values: readonly number[]): string => {
  const [low, median, high] = [0.1, 0.5, 0.9].map((share) => quantile(values, share).toFixed(2));
  return `median ${median} ms (${low} to ${high})`;
};

/** The value of which half of the others are not larger. NaN without values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
