/** SQL of a row as JSON text, from SQL by name. The keys keep their order. */
export const jsonRow = (columns: Readonly<Record<string, string>>): string =>
  `(SELECT row_to_json(cells) FROM (SELECT ${Object.entries(columns)
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(', ')}) cells)`;

/** SQL of a value in JSON, as text that is never null. */
type JsonText = string;

/** A text that is never null and needs no escapes: an id, a value of an enum. */
export const name = (sql: string): JsonText => `'"' || ${sql} || '"'`;

/** As {@link name}, or null; also a date, or a number that is written as text. */
export const nameOrNull = (sql: string): JsonText => `coalesce(${name(sql)}, 'null')`;

/** A text with escapes, which are those of JSON.stringify, or null. */
export const escaped = (sql: string): JsonText => `coalesce(${asText(`to_json(${sql})`)}, 'null')`;

/** A number or a boolean, or null. */
export const bare = (sql: string): JsonText => `coalesce(${asText(sql)}, 'null')`;

/** A list of `item` of the rows of an aggregate in this order. */
export const listOf = (item: JsonText, order: string): JsonText =>
  `'[' || string_agg(${item}, ',' ORDER BY ${order}) || ']'`;

/**
 * SQL of an object in the canonical form of RFC 8785, from its values by name. row_to_json and concat take longer: they look up
 * the type of each column in each row, or count the characters of each part.
 */
export const canonicalObject = (values: Readonly<Record<string, JsonText>>): JsonText =>
  `(${Object.entries(values)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, sql], index) => `'${index === 0 ? '{' : ','}"${key}":' || ${sql}`)
    .join(' || ')} || '}')`;

/** SQL of a JSON list of what `item` is in each row of `from`. */
export const jsonList = (item: string, from: string): string =>
  `(SELECT coalesce(array_to_json(array_agg(${item})), '[]') FROM ${from})`;

/** SQL as text: the driver and JSON would round numbers. */
export const asText = (sql: string): string => `CAST(${sql} AS text)`;
