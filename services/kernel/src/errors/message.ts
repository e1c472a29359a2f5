/** In UTF-16 code units. */
const MAX_LENGTH = 500;
const GAP = ' … ';
const END_LENGTH = 197;

/**
 * Shortens an error message to 500 characters, so that a long value of the caller is not echoed. Keeps the start and the
 * end: many messages of graphql-js state the reason after the value.
 */
export const shortMessage = (message: string): string => {
  if (message.length <= MAX_LENGTH) return message;
  const start = message.slice(0, MAX_LENGTH - GAP.length - END_LENGTH);
  // A cut may leave half of a surrogate pair on either side.
  return `${start.replace(/[\uD800-\uDBFF]$/, '')}${GAP}${message.slice(-END_LENGTH).replace(/^[\uDC00-\uDFFF]/, '')}`;
};
