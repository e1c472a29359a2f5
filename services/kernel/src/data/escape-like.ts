/** Escapes `%`, `_` and `\` of a text, so that a LIKE pattern of PostgreSQL matches them literally. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
