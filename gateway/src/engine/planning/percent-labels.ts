/** `percent(n)`: a label of `@override` that is active for n percent of the operations. */
const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;

/** The percentage of a label; null if it has none. */
export const percentageOf = (label: string): number | null => {
  const [, number] = PERCENT.exec(label) ?? [];
  return number === undefined ? null : Number(number);
};
