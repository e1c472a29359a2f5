/** A warning about a page, and where it is. */
export interface PlacedWarning {
  readonly message: string;
  /** In code points of the page. Null if it is about the whole page. */
  readonly start: number | null;
}

/** The warning, which begins with line and column, with its offset in the page. */
const placed = (lines: readonly string[], message: string): PlacedWarning => {
  const [, line, column] = /^Line (\d+), column (\d+)/.exec(message) ?? [];
  if (line === undefined || column === undefined) return { message, start: null };
  const before = lines.slice(0, Number(line) - 1);
  return { message, start: before.reduce((sum, each) => sum + [...each].length + 1, 0) + Number(column) - 1 };
};

/** The warnings of a page with their offsets. */
export const placeWarnings = (source: string, warnings: readonly string[]): PlacedWarning[] => {
  const lines = source.split('\n');
  return warnings.map((warning) => placed(lines, warning));
};
