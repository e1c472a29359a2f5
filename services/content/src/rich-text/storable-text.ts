/** Of JSON: NUL and lone surrogates, which no database of ours can hold; an even number of backslashes is a text's own. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f]..)/;

/** Said of what is not storable, to whoever can mend it. */
export const NOT_STORABLE = 'A text holds a NUL character or half of a surrogate pair: remove it.';

/** Whether the database can hold all the texts of `value`. */
export const isStorable = (value: string | object): boolean => !UNSTORABLE.test(JSON.stringify(value));
