/** SQL of a row as JSON text, from SQL by name. The keys keep their order. */
export const jsonRow = (columns: Readonly<Record<string, string>>): string =>
  `(SELECT row_to_json(cells) FROM (SELECT ${Object.entries(columns)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(', ')}) cells)`;

/** SQL of a JSON list of what `item` is in each row of `from`. */
export const jsonList = (item: string, from: string): string =>
  `(SELECT coalesce(array_to_json(array_agg(${item})), '[]') FROM ${from})`;

/** SQL as text: the driver and JSON would round numbers. */
export const asText = (sql: string): string => `CAST(${sql} AS text)`;
